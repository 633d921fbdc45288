// The words of orgd sandbox.
#include "orgd/arguments.hpp"
#include "orgd/sandbox_command.hpp"
#include "orgd/settings.hpp"

namespace orgd {
namespace {

constexpr auto sandbox_notes =
    "Worlds are isolated services. A client names its world by the field X-Orgd-World,\n"
    "or by the base URL http://HOST:PORT/w/NAME; without either it is in the world \"default\".\n"
    "The control plane makes worlds, resets them, moves their clocks, makes requests fail and\n"
    "tells which there were: orgd openapi --sandbox describes it. On the loopback it trusts who\n"
    "can reach it.\n\n"
    "With --data, worlds come back as they were when the sandbox is started again; their fault\n"
    "rules and journals do not. A world is written when it is made, is reset, keeps or restores a\n"
    "snapshot, when nobody has used it for a minute, and when the sandbox is stopped. One that is\n"
    "killed loses what its worlds did since, and a machine that fails may lose more: this is no\n"
    "store to rely on. --seed is then for worlds that are made anew.\n\n"
    "Example: orgd sandbox --seed company.yaml --worlds auto";

void add_address(CLI::App* command, std::string const& name, ListenAddress& address,
                 std::string const& help) {
  command
      ->add_option_function<std::string>(
          name,
          [&address, name](std::string const& text) {
            try {
              address = parse_listen_address(text);
            } catch (std::invalid_argument const& error) {
              throw CLI::ValidationError(name, error.what());
            }
          },
          help)
      ->type_name("HOST:PORT");
}

}  // namespace

void add_sandbox_command(CLI::App& app, Arguments& given) {
  auto& wanted = given.sandbox;
  auto* sandbox = add_command(app, given, "sandbox", "Serve isolated stores, for tests",
                              [&wanted] { run_sandbox(wanted); });
  sandbox->footer(sandbox_notes);
  sandbox->add_option("--seed", wanted.seed, "what every world begins with, YAML or JSON")
      ->type_name("FILE");
  sandbox
      ->add_option("--data", wanted.data,
                   "keep worlds here, in a directory of their own; without it, they are gone when "
                   "the sandbox stops")
      ->type_name("DIR");
  add_address(sandbox, "--listen", wanted.listen,
              "address of the API (default 127.0.0.1:8080; port 0: any free one)");
  add_address(sandbox, "--control", wanted.control,
              "address of the control plane (default 127.0.0.1:8081)");
  sandbox
      ->add_option("--control-token-file", wanted.token_file,
                   "a private file with the token that callers of the control plane show; needed "
                   "beyond the loopback")
      ->type_name("FILE");
  sandbox
      ->add_option_function<std::string>(
          "--worlds", [&wanted](std::string const& text) { wanted.automatic = text == "auto"; },
          "auto: a request for a world that is not there makes it; named (default)")
      ->type_name("HOW")
      ->check(CLI::IsMember({"auto", "named"}));
  sandbox->add_flag("--rate-limits", wanted.rate_limits,
                    "refuse calls beyond the documented rates (429); they follow a world's clock");
  sandbox->add_flag("--env", wanted.environment,
                    "print export lines with addresses and the first key, and close the output");
}

}  // namespace orgd
