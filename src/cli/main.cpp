// orgctl: the API at a terminal.
#include <fmt/format.h>

#include <exception>

#include "cli/run.hpp"
#include "cli/terminal.hpp"

int main(int argc, char** argv) {
  auto exit = orgctl::Exit::failed;
  try {
    orgctl::guard_standard_descriptors();
    exit = orgctl::run(argc, argv);
  } catch (std::exception const& error) {
    fmt::print(stderr, "orgctl: {}\n", error.what());
  }
  if (auto const written = orgctl::finish_output(); !written) {
    fmt::print(stderr, "orgctl: {}\n", written.error());
    if (exit == orgctl::Exit::done) exit = orgctl::Exit::failed;
  }
  return static_cast<int>(exit);
}
