// Mistakes in writing a command, named with what was probably meant.
#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"

namespace orgctl {

/// What is wrong with the words of a command line, or "" when its commands and options exist.
std::string mistake_in(CommandLine& line, std::vector<std::string> const& words);

}  // namespace orgctl
