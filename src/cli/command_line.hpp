// The command line as a tree: what parses it, explains it, completes it and prints its manual.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "cli/call.hpp"

namespace orgctl {

struct CommandLine {
  GlobalOptions globals{};
  CallArguments call{};
  std::function<Exit()> run{};  ///< set by the command that was parsed
  CLI::App app{"organizations, people, invitations and keys from a terminal", "orgctl"};
};

std::unique_ptr<CommandLine> make_command_line();

/// The names that lead to a command: {"orgs", "list"}.
std::vector<std::string> words_of(CLI::App const& command);

/// The texts that an option takes, or none when it takes any.
std::vector<std::string> choices_of(CLI::App const& command, std::string const& option);

}  // namespace orgctl
