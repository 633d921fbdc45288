// orgctl login: a profile by questions, kept only when the server knows the key or the person.
// orgctl logout: the end of a person's session.
#pragma once

namespace orgctl {

struct CommandLine;

void add_login_command(CommandLine& line);
void add_logout_command(CommandLine& line);

}  // namespace orgctl
