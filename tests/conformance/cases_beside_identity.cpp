// What managers of projects ask beside identity: limits, addresses, clusters, and who chooses the
// threshold of slow operations.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::beside_identity {
namespace {

constexpr std::string_view clusters = "atlas.project.deployment.clusters";
constexpr std::string_view nodes = "atlas.project.deployment.nodesPerPrivateLinkRegion";

std::string limit_of(std::string_view project, std::string_view name) {
  return fmt::format("{}/limits/{}", project, name);
}

std::string new_path(World& w) { return "/groups/" + w.new_project("Clusterless"); }

void expect_events(World& w, std::string_view project, std::string_view type, int count) {
  Answer const events = w.get(fmt::format("{}/events?eventType={}", project, type));
  expect_member(events, expect_ok(events), "totalCount", std::to_string(count));
}

void limits(World& w) {
  std::string const project = new_path(w);
  Answer const none = w.get(project + "/limits");
  expect_ok(none);
  expect_body(none, "[]");
  expect_ok(w.patch(limit_of(project, nodes), R"({"value":50})"));
  Answer const answer =
      w.patch(limit_of(project, clusters), fmt::format(R"({{"name":"{}","value":1}})", clusters));
  Node const set = expect_ok(answer);
  expect_members(answer, set, {"currentUsage", "defaultLimit", "maximumLimit", "name", "value"});
  expect_text(answer, set, "name", clusters);
  expect_member(answer, set, "value", "1");
  expect_member(answer, set, "currentUsage", "0");
  expect_member(answer, set, "defaultLimit", "25");
  Answer const one = w.get(limit_of(project, clusters));
  expect_ok(one);
  expect_equal(one, "the limit", one.body, answer.body);
  Answer const list = w.get(project + "/limits");
  Node const all = expect_ok(list);
  expect(list, column(list, all, "name") == std::vector{std::string(clusters), std::string(nodes)},
         "those that were set, by name");
  expect_equal(list, "the first", show(all.children.at(0)), answer.body);
  expect_ok(w.patch(limit_of(project, clusters), R"({"value":1})"));
  expect_events(w, project, "PROJECT_OPERATIONAL_LIMIT_UPDATED", 2);
}

void unset_limits(World& w) {
  std::string const project = new_path(w);
  Answer const normal = w.get(limit_of(project, clusters));
  expect_member(normal, expect_ok(normal), "value", "25");
  std::string const query = limit_of(project, "dataFederation.bytesProcessed.query");
  expect_code(w.get(query), 404, "RESOURCE_NOT_FOUND");
  constexpr std::string_view most = "9007199254740991";
  Answer const large = w.patch(query, fmt::format(R"({{"value":{}}})", most));
  expect_members(large, expect_ok(large), {"currentUsage", "name", "value"});
  expect_member(w.get(query), expect_ok(w.get(query)), "value", most);
  for (int i = 0; i < 2; ++i) {
    Answer const gone = w.remove(query);
    expect_ok(gone);
    expect_body(gone, "{}");
  }
  expect_code(w.get(query), 404, "RESOURCE_NOT_FOUND");
  expect_body(w.get(project + "/limits"), "[]");
  expect_events(w, project, "PROJECT_OPERATIONAL_LIMIT_UPDATED", 2);
}

void unknown_limits(World& w) {
  std::string const path = limit_of(new_path(w), "incorrectLimit");
  for (auto const& answer : {w.get(path), w.patch(path, R"({"value":1})"), w.remove(path)})
    expect_text(answer, expect_code(answer, 404, "RESOURCE_NOT_FOUND"), "reason", "Not Found");
}

void bad_limits(World& w) {
  std::string const path = limit_of(new_path(w), clusters);
  expect_error_on(w.patch(path, "{}"), 400, "MISSING_ATTRIBUTE", "value");
  expect_error_on(w.patch(path, R"({"value":"1"})"), 400, "INVALID_JSON_ATTRIBUTE", "value");
  for (auto const* value : {"-1", "9007199254740992"})
    expect_status(w.patch(path, fmt::format(R"({{"value":{}}})", value)), 400);
}

void limits_go_with_their_project(World& w) {
  std::string const project = new_path(w);
  expect_ok(w.patch(limit_of(project, clusters), R"({"value":1})"));
  expect_accepted(w.remove(project));
  expect_code(w.get(project + "/limits"), 404, "GROUP_NOT_FOUND");
  Answer const fresh = w.get(new_path(w) + "/limits");
  expect_ok(fresh);
  expect_body(fresh, "[]");
}

void slow_operations(World& w) {
  std::string const path = new_path(w) + "/managedSlowMs";
  auto const expect_now = [&](std::string_view managed) {
    Answer const answer = w.get(path);
    expect_ok(answer);
    expect_body(answer, managed);
  };
  auto const enable = [&] { return w.send(w.request("POST", path + "/enable")); };
  expect_now("false");
  for (int i = 0; i < 2; ++i) expect_no_content(enable());
  expect_now("true");
  Answer const wrapped = w.get(path + "?envelope=true");
  expect_ok(wrapped);
  expect_body(wrapped, R"({"content":true,"status":200})");
  for (int i = 0; i < 2; ++i) expect_no_content(w.remove(path + "/disable"));
  expect_now("false");
  expect_events(w, path.substr(0, path.rfind('/')), "GROUP_SETTINGS_MODIFIED", 2);
}

void no_clusters(World& w) {
  std::string const project = new_path(w);
  std::string const id = project.substr(project.rfind('/') + 1);
  Answer const addresses = w.get(project + "/ipAddresses");
  expect_ok(addresses);
  expect_body(addresses, fmt::format(R"({{"groupId":"{}","services":{{"clusters":[]}}}})", id));
  RequestSpec const request = w.request("GET", project + "/clusters");
  Answer const answer = w.send(request.with("Accept", std::string(v2024)));
  Node const page = expect_ok(answer, 200, v2024);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "results", "[]");
  expect_member(answer, page, "totalCount", "0");
  expect_code(w.send(request.with("Accept", std::string(v2023))), 406, "INVALID_VERSION_DATE");
}

void no_databases(World& w) {
  std::string const project = new_path(w);
  for (auto const* of : {"/accessList", "/alerts", "/clusters/Cluster0"})
    expect_code(w.get(project + of), 404, "RESOURCE_NOT_FOUND");
}

void by_right(World& w) {
  std::string const project = new_path(w);
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  KeyPair const member = w.new_key("ORG_MEMBER").pair;
  std::string const limit = limit_of(project, clusters);
  for (std::string const& path :
       {project + "/limits", limit, project + "/ipAddresses", project + "/managedSlowMs"}) {
    expect_ok(w.send(w.request("GET", path).by(reader)));
    expect_code(w.send(w.request("GET", path).by(member)), 401, "USER_UNAUTHORIZED");
  }
  for (RequestSpec const& write :
       {w.request("PATCH", limit, R"({"value":1})"), w.request("DELETE", limit),
        w.request("POST", project + "/managedSlowMs/enable"),
        w.request("DELETE", project + "/managedSlowMs/disable")})
    expect_code(w.send(write.by(reader)), 401, "USER_UNAUTHORIZED");
}

constexpr std::array cases{
    Case{"limits of a project are kept one by one, and those that were set are listed", limits},
    Case{"a limit that was never set has its default, where there is one", unset_limits},
    Case{"a limit that nobody knows is not found", unknown_limits},
    Case{"the value of a limit is a whole number that is not negative", bad_limits},
    Case{"limits go with their project", limits_go_with_their_project},
    Case{"whether the service chooses the threshold of slow operations is kept", slow_operations},
    Case{"a project has no clusters and no addresses of them", no_clusters},
    Case{"what is about databases alone is not found", no_databases},
    Case{"owners change what readers of a project read of it", by_right},
};

}  // namespace
}  // namespace conformance::beside_identity

std::span<conformance::Case const> conformance::beside_identity_cases() {
  return beside_identity::cases;
}
