// POSIX terminals.
#include "cli/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "api/text.hpp"

namespace orgctl {
namespace {

// Of the first write to standard output that failed.
int output_error = 0;

std::string trimmed(std::string const& text) {
  return std::string(atlas::without_blanks(text, " \t\r\n"));
}

}  // namespace

Screen screen() {
  if (isatty(STDOUT_FILENO) == 0) return {};
  winsize size{};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  char const* no_color = std::getenv("NO_COLOR");
  return {.width = size.ws_col, .colours = !no_color || *no_color == '\0', .is_terminal = true};
}

bool shows_progress() { return isatty(STDERR_FILENO) != 0; }

bool can_ask() { return isatty(STDIN_FILENO) != 0 && shows_progress(); }

std::string ask(std::string const& question) {
  fmt::print(stderr, "{}: ", question);
  std::string answer;
  std::getline(std::cin, answer);
  return trimmed(answer);
}

void print(std::string_view text) {
  bool const whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!whole && output_error == 0) output_error = errno;
}

std::expected<void, std::string> finish_output() {
  if (std::fflush(stdout) != 0 && output_error == 0) output_error = errno;
  if (output_error == 0) return {};
  return std::unexpected(fmt::format("cannot write: {}", std::strerror(output_error)));
}

void guard_standard_descriptors() {
  for (int const standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(standard, F_GETFD) != -1) continue;
    // The lowest free number is this one. The wrong direction makes every use fail.
    if (open("/dev/null", standard == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F steer as well: U+009B is what ESC [ is.
    bool const later = byte == 0xC2 && i + 1 < text.size() &&
                       static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
                       static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (later) ++i;
    out += later || byte < 0x20 || byte == 0x7F ? ' ' : text[i];
  }
  return out;
}

void show_progress(std::size_t done, std::size_t total, std::size_t failed) {
  constexpr std::size_t width = 30;
  std::size_t const filled = total == 0 ? width : width * done / total;
  fmt::print(stderr, "\r[{}{}] {} of {}, {} failed ", std::string(filled, '#'),
             std::string(width - filled, '.'), done, total, failed);
}

void end_progress() { fmt::print(stderr, "\n"); }

std::string ask_hidden(std::string const& question) {
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
  return secret;
}

std::expected<std::string, std::string> read_secret(std::string const& question) {
  std::string secret = trimmed(ask_hidden(question));
  if (secret.empty())
    return std::unexpected(question + " is missing: type it, or give it on standard input");
  return secret;
}

std::expected<std::string, std::string> read_file(std::string const& path) {
  bool const standard = path == "-";
  std::FILE* in = standard ? stdin : std::fopen(path.c_str(), "rb");
  auto const problem = [&] {
    return std::unexpected(
        fmt::format("{}: {}", standard ? "standard input" : path, std::strerror(errno)));
  };
  if (!in) return problem();
  std::string text;
  std::array<char, 1 << 14> piece{};
  while (auto const got = std::fread(piece.data(), 1, piece.size(), in))
    text.append(piece.data(), got);
  bool const failed = std::ferror(in) != 0;  // a directory opens, but does not read
  auto const outcome =
      failed ? std::expected<std::string, std::string>(problem()) : std::move(text);
  if (!standard) std::fclose(in);
  return outcome;
}

}  // namespace orgctl
