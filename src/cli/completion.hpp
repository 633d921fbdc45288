// Completion for bash, zsh and fish: the shells ask the program itself.
#pragma once

#include <string>
#include <vector>

namespace orgctl {

struct CommandLine;

void add_completion_commands(CommandLine& line);

/// What may stand in place of the last of `words`: each candidate with a tab and a description.
/// Ids are asked from the server that the words before and the profile name.
std::vector<std::string> candidates(CommandLine& line, std::vector<std::string> const& words);

}  // namespace orgctl
