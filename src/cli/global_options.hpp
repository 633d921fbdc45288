// The options that every command takes.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/session.hpp"

namespace orgctl {

void add_global_options(CLI::App& app, GlobalOptions& globals);

}  // namespace orgctl
