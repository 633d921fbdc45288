// orgctl config: profiles made, shown, chosen and removed.
#pragma once

namespace orgctl {

struct CommandLine;

void add_config_commands(CommandLine& line);

}  // namespace orgctl
