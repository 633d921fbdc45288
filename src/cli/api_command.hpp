// orgctl api METHOD PATH: a request of one's own, for what has no command.
#pragma once

namespace orgctl {

struct CommandLine;

void add_api_command(CommandLine& line);

}  // namespace orgctl
