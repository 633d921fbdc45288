// orgctl login: a profile by questions, kept only when the server knows the key.
#pragma once

namespace orgctl {

struct CommandLine;

void add_login_command(CommandLine& line);

}  // namespace orgctl
