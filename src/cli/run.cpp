// From the words of a command line to its exit code.
#include "cli/run.hpp"

#include <fmt/format.h>

#include <sstream>
#include <string_view>

#include "cli/command_line.hpp"
#include "cli/completion.hpp"
#include "cli/mistakes.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

Exit complete(CommandLine& line, std::vector<std::string> const& words) {
  for (auto const& candidate : candidates(line, words)) print(candidate + "\n");
  return Exit::done;
}

// Help and version are output, the rest is a mistake.
Exit explain(CLI::App const& app, CLI::ParseError const& error) {
  std::ostringstream said;
  std::ostringstream wrong;
  bool const asked_for = app.exit(error, said, wrong) == 0;
  print(said.str());
  fmt::print(stderr, "{}", wrong.str());
  return asked_for ? Exit::done : Exit::misused;
}

}  // namespace

Exit run(int argc, char** argv) {
  auto const line = make_command_line();
  // What follows are words of an unfinished line: no options of this program.
  if (argc > 1 && std::string_view(argv[1]) == "__complete")
    return complete(*line, {argv + 2, argv + argc});
  if (auto const wrong = mistake_in(*line, {argv + 1, argv + argc}); !wrong.empty())
    return misuse(wrong);
  try {
    line->app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return explain(line->app, error);
  }
  return line->run();
}

}  // namespace orgctl
