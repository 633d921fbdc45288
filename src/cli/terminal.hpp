// What the terminal is, and what is asked on it.
#pragma once

#include <expected>
#include <string>

#include "cli/output.hpp"

namespace orgctl {

/// Standard output's width and colours; unlimited and none when it is no terminal or NO_COLOR is
/// set.
Screen screen();

/// True when standard error is a terminal: progress goes there.
bool shows_progress();

/// `done` of `total` as a bar that replaces the one before.
void show_progress(std::size_t done, std::size_t total, std::size_t failed);
void end_progress();

/// A secret: asked without echo on a terminal, else one line of standard input.
std::expected<std::string, std::string> read_secret(std::string const& question);

/// All of a file, "-" for standard input.
std::expected<std::string, std::string> read_file(std::string const& path);

}  // namespace orgctl
