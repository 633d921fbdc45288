// What is wrong with the words of a command line, said before anything is done.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace orgd {

/// A sentence about the first unknown command or option, or about what is missing; "" when there is
/// nothing to say.
std::string complaint_about(CLI::App& app, int argc, char const* const* argv);

}  // namespace orgd
