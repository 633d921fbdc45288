// What the terminal is, and what is asked on it.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cli/output.hpp"

namespace orgctl {

/// Standard output's width and colours; unlimited and none when it is no terminal or NO_COLOR is
/// set.
Screen screen();

/// True when standard error is a terminal: progress goes there.
bool shows_progress();

/// True when a question can be asked and answered: standard input and error are terminals.
bool can_ask();

/// One line of the terminal after `question`; "" at its end.
std::string ask(std::string const& question);

/// To standard output. A failure is told by finish_output, once, at the end.
void print(std::string_view text);

/// What was printed has arrived, or "cannot write: ..." tells why not.
std::expected<void, std::string> finish_output();

/// Keeps a file or connection from taking the number of a standard descriptor that is closed, and
/// from being written to in its place: reads and writes fail instead.
void guard_standard_descriptors();

/// The text without what steers a terminal: each control character is a blank.
std::string harmless(std::string_view text);

/// `done` of `total` as a bar that replaces the one before.
void show_progress(std::size_t done, std::size_t total, std::size_t failed);
void end_progress();

/// A secret: asked without echo on a terminal, else one line of standard input. Blanks and line
/// ends around it are no part of it.
std::expected<std::string, std::string> read_secret(std::string const& question);

/// A secret that must be asked for, on a terminal: one line as it is typed, without echo.
std::string ask_hidden(std::string const& question);

/// All of a file, "-" for standard input. The error names the file.
std::expected<std::string, std::string> read_file(std::string const& path);

}  // namespace orgctl
