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
#include "orgd/serve.hpp"
#include "sandbox/control_document.hpp"

namespace {

// Exit codes: 0 done, 1 the work failed, 2 the command line was wrong.
constexpr int failed = 1;
constexpr int misused = 2;

using orgd::add_command;
using orgd::Arguments;

void add_settings(CLI::App& command, Arguments& given) {
  for (auto const& setting : orgd::all_settings()) {
    auto const flag = orgd::flag_of(setting);
    std::string const name(setting.name);
    std::string const help = fmt::format("{} [{}]", setting.help, orgd::variable_of(setting));
    if (setting.value.empty())
      command.add_flag_callback(flag, [&given, name] { given.settings[name] = "true"; }, help);
    else
      command
          .add_option_function<std::string>(
              flag, [&given, name](std::string const& text) { given.settings[name] = text; }, help)
          ->type_name(std::string(setting.value));
  }
  command.add_option("--config", given.config, "TOML file with the same settings, like_this = ...")
      ->type_name("FILE");
}

void add_serving_commands(CLI::App& app, Arguments& given) {
  auto* serve = add_command(app, given, "serve", "Serve a store", [&given] {
    orgd::serve(orgd::resolve_settings(given.settings, given.config));
  });
  add_settings(*serve, given);
  auto* demo = add_command(app, given, "demo", "Make a store on first use and serve it on loopback",
                           [&given] {
                             auto settings = orgd::resolve_settings(given.settings, given.config);
                             settings.service.examples = given.examples;
                             orgd::serve_demo(std::move(settings));
                           });
  add_settings(*demo, given);
  demo->add_flag("--examples", given.examples,
                 "add the records of the documented examples, and let requests without credentials "
                 "act as an owner of everything");
}

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
  add_serving_commands(app, given);
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
