// The command line of orgd: serving, and the commands of other files put together. None of them
// does its work here.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

#include "api/openapi.hpp"
#include "orgd/arguments.hpp"
#include "orgd/command_words.hpp"
#include "sandbox/control_document.hpp"

namespace {

// Exit codes: 0 done, 1 the work failed, 2 the command line was wrong.
constexpr int failed = 1;
constexpr int misused = 2;

using orgd::add_command;
using orgd::Arguments;

std::string version() {
  return fmt::format("orgd {} ({})", orgd::build_version(), orgd::build_commit());
}

// What was printed may be a secret that is shown once: not having printed it is a failure.
void finish_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  throw std::runtime_error("cannot write the output: " + std::generic_category().message(errno));
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow fails its write, and that is told
  CLI::App app("orgd: an organizations service that speaks the Atlas Administration API");
  app.require_subcommand(1);
  app.set_version_flag("--version", version());
  Arguments given;
  orgd::add_serving_commands(app, given);
  orgd::add_operator_commands(app, given);
  orgd::add_store_commands(app, given);
  orgd::add_sandbox_command(app, given);
  bool of_sandbox = false;
  add_command(app, given, "openapi", "Print the OpenAPI document", [&of_sandbox] {
    fmt::print("{}\n", of_sandbox ? orgd::sandbox::control_document() : atlas::openapi_document());
  })->add_flag("--sandbox", of_sandbox, "that of a sandbox's control plane");
  add_command(app, given, "version", "Print the version", [] { fmt::print("{}\n", version()); });
  // Behind the commands, which would show it too.
  app.footer("Start with: orgd demo\nEvery command explains itself with --help.");
  if (auto const complaint = orgd::complaint_about(app, argc, argv); !complaint.empty()) {
    fmt::print(stderr, "orgd: {}\nRun with --help for more information.\n", complaint);
    return misused;
  }
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? 0 : misused;
  }
  try {
    given.run();
    finish_output();
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "orgd: {}\n", error.what());
    return failed;
  }
}
