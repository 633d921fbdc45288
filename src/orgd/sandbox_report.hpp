// What whoever starts a sandbox wants to know.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace orgd {

struct SandboxReport {
  struct Key {
    std::string public_key{};  ///< "" where none is known
    std::string private_key{};
  };

  std::string api;      ///< the URL
  std::string control;  ///< likewise
  std::string pages{};  ///< where people find the console, likewise
  Key key{};
  std::optional<std::filesystem::path> data{};
};

void print_words(SandboxReport const& report);
/// Variables as a POSIX shell reads them: a value that could be anything else to it is in quotes.
std::string lines_to_eval(SandboxReport const& report);
/// Prints them and closes the output: whoever reads it as a whole goes on then. Throws
/// std::runtime_error.
void print_lines_to_eval(SandboxReport const& report);

}  // namespace orgd
