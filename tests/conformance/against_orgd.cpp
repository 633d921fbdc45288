// Starts a fresh orgd, runs a conformance program against it and stops it again:
//   against_orgd ORGD CONFORMANCE [argument ...]
// Fails when a case fails or when the server does not end with 0 on SIGTERM.
#include <fmt/format.h>

#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "api/json_read.hpp"
#include "process.hpp"

namespace conformance {
namespace {

std::string text_in(atlas::JsonNode const& object, std::string_view name) {
  atlas::JsonNode const* found = object.find(name);
  if (!found) throw std::runtime_error(fmt::format("orgd init prints no {}", name));
  return found->text;
}

int run(std::string const& orgd, std::vector<std::string> conformance) {
  TemporaryDirectory const directory;
  std::string const data = directory.path() + "/store";
  Finished const init = run_command(
      {orgd, "init", "--data", data, "--org", "Acme", "--owner", "owner@example.org", "--json"});
  auto const shown = atlas::parse_json(init.output);
  if (init.exit_code != 0 || !shown)
    throw std::runtime_error(
        fmt::format("orgd init ended with {}:\n{}", init.exit_code, init.output));
  ServerProcess server({orgd, "serve", "--data", data, "--listen", "127.0.0.1:0"});
  conformance.insert(
      conformance.end(),
      {"--base-url", server.url(), "--public-key", text_in(*shown, "publicKey"), "--private-key",
       text_in(*shown, "privateKey"), "--data", data, "--orgd", orgd});
  int const outcome = run_visibly(conformance);
  int const ended = server.stop();
  if (ended != 0) fmt::print("FAIL the server ends with {} on SIGTERM\n", ended);
  return outcome != 0 ? outcome : ended;
}

}  // namespace
}  // namespace conformance

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: against_orgd ORGD CONFORMANCE [argument ...]\n");
    return 2;
  }
  try {
    return conformance::run(argv[1], {argv + 2, argv + argc});
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 1;
  }
}
