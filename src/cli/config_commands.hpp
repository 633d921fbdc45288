// orgctl config: profiles made, shown, chosen and removed.
#pragma once

#include <string>

namespace orgctl {

struct CommandLine;

/// Why a profile cannot have this name, or "".
std::string wrong_profile_name(std::string const& name);

void add_config_commands(CommandLine& line);

}  // namespace orgctl
