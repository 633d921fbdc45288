// Manual pages out of the command tree.
#pragma once

namespace orgctl {

struct CommandLine;

/// orgctl man DIRECTORY: orgctl.1, and a page for each command.
void add_manual_command(CommandLine& line);

}  // namespace orgctl
