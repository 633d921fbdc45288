// orgctl: the API at a terminal.
#include <fmt/format.h>

#include <cstdio>
#include <string_view>

#include "cli/command_line.hpp"
#include "cli/completion.hpp"

int main(int argc, char** argv) {
  auto const line = orgctl::make_command_line();
  // What follows are words of an unfinished line: no options of this program.
  if (argc > 1 && std::string_view(argv[1]) == "__complete") {
    for (auto const& candidate : orgctl::candidates(*line, {argv + 2, argv + argc}))
      fmt::print("{}\n", candidate);
    return 0;
  }
  try {
    line->app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return line->app.exit(error) == 0 ? 0 : static_cast<int>(orgctl::Exit::misused);
  }
  try {
    return static_cast<int>(line->run());
  } catch (std::exception const& error) {
    fmt::print(stderr, "orgctl: {}\n", error.what());
    return static_cast<int>(orgctl::Exit::failed);
  }
}
