// Starts a fresh orgd, runs a conformance program against it and stops it again:
//   against_orgd [--nodes N] ORGD CONFORMANCE [argument ...]
// Where the environment names a PostgreSQL server to test on, the store is a fresh database there,
// and N servers may serve it. Fails when a case fails or when a server does not end with 0 on
// SIGTERM.
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "fresh_database.hpp"
#include "process.hpp"
#include "reading.hpp"

namespace conformance {
namespace {

// What all nodes say in links when there are several; browsers take cookies of this machine.
constexpr char const* public_url = "http://localhost:8080";

std::string text_in(Node const& object, std::string_view name) {
  Node const* found = object.find(name);
  if (!found) throw std::runtime_error(fmt::format("orgd init prints no {}", name));
  return found->text;
}

Node make_store(std::string const& orgd, std::string const& data) {
  Finished const init = run_command(
      {orgd, "init", "--data", data, "--org", "Acme", "--owner", "owner@example.org", "--json"});
  auto shown = parse_json(init.output);
  if (init.exit_code != 0 || !shown)
    throw std::runtime_error(
        fmt::format("orgd init ended with {}:\n{}", init.exit_code, init.output));
  return std::move(*shown);
}

// The directories of the nodes: what they share is the database and the key.
std::vector<std::string> node_directories(std::string const& data, int nodes) {
  std::vector<std::string> directories{data};
  for (int i = 1; i < nodes; ++i) {
    directories.push_back(fmt::format("{}-{}", data, i));
    std::filesystem::create_directory(directories.back());
    std::filesystem::copy(data + "/secret.key", directories.back() + "/secret.key");
  }
  return directories;
}

std::unique_ptr<ServerProcess> serve(std::string const& orgd, std::string const& data, int nodes) {
  std::vector<std::string> command{orgd, "serve", "--data", data, "--listen", "127.0.0.1:0"};
  if (nodes > 1) command.insert(command.end(), {"--public-url", public_url});
  return std::make_unique<ServerProcess>(command);
}

int run(int nodes, std::string const& orgd, std::vector<std::string> conformance) {
  TemporaryDirectory const directory;
  std::string const data = directory.path() + "/store";
  auto const database = servers::FreshDatabase::make_if_possible();
  if (nodes > 1 && !database) throw std::runtime_error("only PostgreSQL can serve several nodes");
  // By the environment, for it has a password; local commands of the cases find it there, too.
  if (database) {
    setenv("ORGD_STORE", database->url().c_str(), 1);
    setenv("ORGD_STORE_TIMEOUT", std::to_string(servers::patience.count()).c_str(), 1);
  }
  Node const shown = make_store(orgd, data);
  std::vector<std::unique_ptr<ServerProcess>> servers;
  for (std::string const& own : node_directories(data, nodes)) {
    servers.push_back(serve(orgd, own, nodes));
    conformance.insert(conformance.end(), {"--base-url", servers.back()->url()});
  }
  if (nodes > 1) conformance.insert(conformance.end(), {"--public-url", public_url});
  conformance.insert(conformance.end(),
                     {"--public-key", text_in(shown, "publicKey"), "--private-key",
                      text_in(shown, "privateKey"), "--data", data, "--orgd", orgd});
  int outcome = run_visibly(conformance);
  for (auto const& server : servers) {
    int const ended = server->stop();
    if (ended == 0) continue;
    fmt::print("FAIL the server ends with {} on SIGTERM\n", ended);
    if (outcome == 0) outcome = ended;
  }
  return outcome;
}

}  // namespace
}  // namespace conformance

int main(int argc, char** argv) {
  std::span<char*> arguments(argv + 1, argv + argc);
  int nodes = 1;
  if (arguments.size() > 1 && std::string_view(arguments[0]) == "--nodes") {
    std::string_view const text = arguments[1];
    std::from_chars(text.data(), text.data() + text.size(), nodes);
    arguments = arguments.subspan(2);
  }
  if (arguments.size() < 2 || nodes < 1) {
    fmt::print(stderr, "usage: against_orgd [--nodes N] ORGD CONFORMANCE [argument ...]\n");
    return 2;
  }
  try {
    return conformance::run(nodes, arguments[0], {arguments.begin() + 1, arguments.end()});
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 1;
  }
}
