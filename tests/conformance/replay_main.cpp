// Replays the documented examples against `orgd demo --examples`, without credentials and with the
// headers of the generated client: with only the host changed, each example must run.
#include <fmt/format.h>

#include <exception>
#include <memory>

#include "expect.hpp"
#include "http_door.hpp"
#include "process.hpp"
#include "replay_examples.hpp"

namespace conformance {
namespace {

// The client joins the types it accepts with ", "; on deletes it accepts errors alone.
RequestSpec request_of(Example const& example) {
  bool const deletes = example.method == "DELETE";
  RequestSpec request{.method = std::string(example.method),
                      .target = std::string(example.path),
                      .headers = {{"User-Agent", "OpenAPI-Generator/1.0.0/python"},
                                  {"Accept-Encoding", "identity"},
                                  {"Accept", deletes ? "application/json"
                                                     : std::string(v2023) + ", application/json"}},
                      .body = std::string(example.body)};
  if (!example.query.empty()) request.target += "?" + std::string(example.query);
  if (request.body.empty()) return request;
  return request.with("Content-Type", std::string(v2023));
}

// The client looks the exact Content-Type up in its table and needs the members it declares.
void check(Example const& example, Answer const& answer) {
  if (!example.error_code.empty()) {
    expect_code(answer, example.status, example.error_code);
  } else if (example.status == 204) {
    expect_no_content(answer);
  } else {
    expect_ok(answer, example.status);
    expect(answer, answer.body.contains(example.piece), std::string(example.piece));
  }
}

bool replay(Door& door, Example const& example) {
  try {
    check(example, door.send(request_of(example)));
    fmt::print("ok {} -> {}{}{}\n", example.operation, example.status,
               example.why.empty() ? "" : ": ", example.why);
    return true;
  } catch (Failure const& failure) {
    fmt::print("FAIL {}\n{}\n", example.operation, failure.text);
    return false;
  }
}

// Runs the examples on one fresh server; returns how many failed.
int replay_on_fresh_server(std::string const& program, std::span<Example const> rows) {
  TemporaryDirectory const directory;
  ServerProcess server({program, "demo", "--examples", "--data", directory.path() + "/store",
                        "--listen", "127.0.0.1:0"});
  auto const door = make_http_door(server.url(), std::nullopt);
  int failed = 0;
  for (Example const& example : rows) failed += replay(*door, example) ? 0 : 1;
  if (int const code = server.stop(); code != 0) {
    fmt::print("FAIL the server ends with {}\n", code);
    ++failed;
  }
  return failed;
}

int replay_all(std::string const& program) {
  int failed = replay_on_fresh_server(program, examples());
  for (Example const& example : last_examples())
    failed += replay_on_fresh_server(program, {&example, 1});
  auto const total = examples().size() + last_examples().size();
  fmt::print("{} examples, {} failed\n", total, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace conformance

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: replay_examples ORGD\n");
    return 2;
  }
  try {
    return conformance::replay_all(argv[1]);
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
    return 1;
  }
}
