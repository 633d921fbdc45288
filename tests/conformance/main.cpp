// orgd_conformance: checks any server that speaks the organizations part of the API. It knows a
// base URL and an owner's API key, nothing else; with --orgd and --data also the server's own
// commands. Given several base URLs of servers on one store, it spreads its requests over them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "cli_door.hpp"
#include "http_door.hpp"
#include "run_cases.hpp"
#include "sdk_door.hpp"
#include "spread_door.hpp"

namespace {

std::unique_ptr<conformance::Door> make_door(std::vector<std::string> const& base_urls,
                                             std::string const& public_url, bool shares_replays,
                                             std::optional<conformance::LocalServer> const& local) {
  std::vector<std::unique_ptr<conformance::Door>> nodes;
  for (auto const& url : base_urls) nodes.push_back(conformance::make_http_door(url, local));
  if (nodes.size() == 1) return std::move(nodes.front());
  return conformance::make_spread_door(std::move(nodes), public_url, shares_replays);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Checks a server of the organizations API, case by case");
  std::vector<std::string> base_urls;
  std::string public_url;
  conformance::KeyPair key;
  conformance::LocalServer local;
  conformance::RunOptions options;
  bool shares_replays = false;
  bool list = false;
  bool sdk = false;
  std::string orgctl;
  app.add_option("--base-url", base_urls,
                 "for example http://127.0.0.1:8080; given again, requests are spread over all");
  app.add_option("--public-url", public_url, "what links of all of several servers begin with");
  app.add_flag("--shared-replays", shares_replays,
               "each of several servers knows the nonces that the others have seen used");
  app.add_option("--public-key", key.public_key, "of an ORG_OWNER key");
  app.add_option("--private-key", key.private_key, "its other half");
  auto* data = app.add_option("--data", local.data, "the server's store, for local commands");
  app.add_option("--orgd", local.program, "the server's program, for local commands")->needs(data);
  app.add_option("--filter", options.filter, "only cases whose name contains this");
  app.add_flag("--slow", options.slow, "also cases of hundreds of calls");
  app.add_flag("--sdk", sdk, "calls through the client library instead of plain requests");
  app.add_option("--orgctl", orgctl, "calls through this command line instead")->excludes("--sdk");
  app.add_flag("--list", list, "print the names of all cases");
  CLI11_PARSE(app, argc, argv);
  if (list) {
    conformance::list_cases();
    return 0;
  }
  if (base_urls.empty() || key.public_key.empty() || key.private_key.empty()) {
    fmt::print(stderr, "--base-url, --public-key and --private-key are needed\n");
    return 2;
  }
  if (base_urls.size() > 1 && (public_url.empty() || sdk || !orgctl.empty())) {
    fmt::print(stderr, "several servers need --public-url, and take plain requests only\n");
    return 2;
  }
  try {
    auto door = make_door(base_urls, public_url, shares_replays,
                          local.program.empty() ? std::nullopt : std::optional(local));
    if (sdk) door = conformance::make_sdk_door(std::move(door));
    if (!orgctl.empty()) door = conformance::make_cli_door(std::move(door), orgctl);
    return conformance::run_cases(*door, key, options);
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 2;
  }
}
