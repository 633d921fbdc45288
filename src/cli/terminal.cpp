// POSIX terminals.
#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

namespace orgctl {

Screen screen() {
  if (isatty(STDOUT_FILENO) == 0) return {};
  winsize size{};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  char const* no_color = std::getenv("NO_COLOR");
  return {.width = size.ws_col, .colours = !no_color || *no_color == '\0'};
}

bool shows_progress() { return isatty(STDERR_FILENO) != 0; }

void show_progress(std::size_t done, std::size_t total, std::size_t failed) {
  constexpr std::size_t width = 30;
  std::size_t const filled = total == 0 ? width : width * done / total;
  fmt::print(stderr, "\r[{}{}] {} of {}, {} failed ", std::string(filled, '#'),
             std::string(width - filled, '.'), done, total, failed);
}

void end_progress() { fmt::print(stderr, "\n"); }

std::expected<std::string, std::string> read_secret(std::string const& question) {
  std::string secret;
  termios before{};
  bool const asks = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &before) == 0;
  if (asks) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    // Before the question: this drops what was typed until now.
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    fmt::print(stderr, "{}: ", question);
  }
  std::getline(std::cin, secret);
  if (asks) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fmt::print(stderr, "\n");
  }
  if (secret.empty())
    return std::unexpected(question + " is missing: type it, or give it on standard input");
  return secret;
}

std::expected<std::string, std::string> read_file(std::string const& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(fmt::format("{}: {}", path, std::strerror(errno)));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace orgctl
