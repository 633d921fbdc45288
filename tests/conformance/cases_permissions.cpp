// Who may do what: the permission table (contract 3.6) through keys of every role, and what callers
// from another organization are told.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::permissions {
namespace {

struct Call {
  std::string method;
  std::string path;
  std::string body;
};

// Every operation that wants an owner, with bodies that would be refused only later.
std::vector<Call> owner_calls(World& w, std::string const& org) {
  std::string const id(nobody_id);
  std::string const name = R"({"name":"Never"})";
  std::string const owner =
      object({{"name", quoted("Never")}, {"orgOwnerId", quoted(w.owner_id())}});
  std::vector<Call> calls{{"DELETE", org, ""},
                          {"PATCH", org, name},
                          {"PATCH", org + "/settings", "{}"},
                          {"GET", org + "/invites", ""},
                          {"POST", org + "/invites", R"({"username":"d@example.org"})"},
                          {"PATCH", org + "/invites", R"({"username":"d@example.org"})"},
                          {"GET", org + "/invites/" + id, ""},
                          {"PATCH", org + "/invites/" + id, "{}"},
                          {"DELETE", org + "/invites/" + id, ""},
                          {"POST", org + "/apiKeys", R"({"desc":"d","roles":["ORG_OWNER"]})"},
                          {"PATCH", org + "/apiKeys/" + id, "{}"},
                          {"DELETE", org + "/apiKeys/" + id, ""},
                          {"POST", org + "/teams", R"({"name":"T","usernames":["d@example.org"]})"},
                          {"PATCH", org + "/teams/" + id, name},
                          {"DELETE", org + "/teams/" + id, ""}};
  if (org == w.org()) calls.push_back({"POST", "/orgs", owner});
  return calls;
}

std::vector<Call> member_calls(World& w, std::string const& org) {
  std::string const key = org + "/apiKeys/" + w.mine().key.id;
  return {{"GET", org, ""},
          {"GET", org + "/groups", ""},
          {"GET", org + "/settings", ""},
          {"GET", org + "/users", ""},
          {"GET", org + "/apiKeys", ""},
          {"GET", org + "/teams", ""},
          {"GET", key, ""},
          {"GET", key + "/accessList", ""}};
}

constexpr std::array lower_roles{
    "ORG_GROUP_CREATOR", "ORG_BILLING_ADMIN",           "ORG_BILLING_READ_ONLY", "ORG_READ_ONLY",
    "ORG_MEMBER",        "ORG_STREAM_PROCESSING_ADMIN", "ORG_TEAM_MEMBERS_ADMIN"};

void owners_alone(World& w) {
  for (auto const* role : lower_roles) {
    KeyPair const key = w.new_key(role).pair;
    for (Call const& call : owner_calls(w, w.org()))
      expect_error(w.send(w.request(call.method, call.path, call.body).by(key)), 401,
                   "USER_UNAUTHORIZED", "[]");
  }
}

void members_read(World& w) {
  for (auto const* role : lower_roles) {
    KeyPair const key = w.new_key(role).pair;
    for (Call const& call : member_calls(w, w.org()))
      expect_ok(w.send(w.request(call.method, call.path, call.body).by(key)));
    expect_ok(w.send(w.request("GET", "/orgs").by(key)));
  }
}

void project_creators(World& w) {
  std::string const body = object({{"name", quoted("Never")}, {"orgId", quoted(w.id())}});
  for (auto const* role : lower_roles) {
    if (std::string_view(role) == "ORG_GROUP_CREATOR") continue;
    expect_error_on(w.send(w.request("POST", "/groups", body).by(w.new_key(role).pair)), 401,
                    "NOT_ORG_GROUP_CREATOR", w.id());
  }
  KeyPair const creator = w.new_key("ORG_GROUP_CREATOR").pair;
  Answer const answer = w.send(w.request("POST", "/groups", body).by(creator));
  std::string const id = text_of(answer, expect_ok(answer, 201), "id");
  KeyPair const stranger = w.new_key("ORG_GROUP_CREATOR").pair;
  expect_error(w.send(w.request("DELETE", "/groups/" + id).by(stranger)), 401, "USER_UNAUTHORIZED",
               "[]");
  expect_accepted(w.send(w.request("DELETE", "/groups/" + id).by(creator)));
}

void project_owners(World& w) {
  std::string const id = w.new_project("Guarded");
  for (auto const* role : lower_roles)
    expect_error(w.send(w.request("DELETE", "/groups/" + id).by(w.new_key(role).pair)), 401,
                 "USER_UNAUTHORIZED", "[]");
}

void foreign_organization(World& w) {
  Organization const other = w.another_organization();
  std::string const org = "/orgs/" + other.id;
  for (Call const& call : owner_calls(w, org))
    expect_error(w.send(w.request(call.method, call.path, call.body)), 401, "USER_UNAUTHORIZED",
                 "[]");
  for (Call const& call : member_calls(w, org))
    expect_error(w.send(w.request(call.method, call.path, call.body)), 401, "USER_UNAUTHORIZED",
                 "[]");
}

void unknown_organization(World& w) {
  std::string const org = fmt::format("/orgs/{}", nobody_id);
  for (Call const& call : owner_calls(w, org))
    expect_error_on(w.send(w.request(call.method, call.path, call.body)), 404, "ORG_NOT_FOUND",
                    nobody_id);
  for (Call const& call : member_calls(w, org))
    expect_error_on(w.send(w.request(call.method, call.path, call.body)), 404, "ORG_NOT_FOUND",
                    nobody_id);
}

void foreign_project(World& w) {
  std::string const id = w.new_project("Mine");
  Organization const other = w.another_organization();
  expect_error(w.send(w.request("DELETE", "/groups/" + id).by(other.key.pair)), 401,
               "USER_UNAUTHORIZED", "[]");
  Answer const answer =
      w.post("/groups", object({{"name", quoted("Never")}, {"orgId", quoted(other.id)}}));
  expect_status(answer, 401);
}

void a_key_lives_in_one_organization(World& w) {
  Organization const other = w.another_organization();
  expect_error(w.get("/orgs/" + other.id), 401, "USER_UNAUTHORIZED", "[]");
  Answer const answer = w.send(w.request("GET", "/orgs").by(other.key.pair));
  Node const page = expect_ok(answer);
  expect(answer, column(answer, member(answer, page, "results"), "id") == std::vector{other.id},
         "only the new organization");
}

void a_changed_role_counts_at_once(World& w) {
  Key const key = w.new_key("ORG_OWNER");
  RequestSpec const request = w.request("GET", w.org("/invites")).by(key.pair);
  expect_ok(w.send(request));
  expect_ok(w.patch(w.org("/apiKeys/" + key.id), R"({"roles":["ORG_MEMBER"]})"));
  expect_error(w.send(request), 401, "USER_UNAUTHORIZED", "[]");
  expect_ok(w.patch(w.org("/apiKeys/" + key.id), R"({"roles":["ORG_OWNER"]})"));
  expect_ok(w.send(request));
}

constexpr std::array cases{
    Case{"what wants an owner refuses every other role", owners_alone},
    Case{"what any member may read every role may read", members_read},
    Case{"projects are created by owners and project creators", project_creators},
    Case{"projects are deleted by owners alone", project_owners},
    Case{"a foreign organization is 401 on every operation", foreign_organization},
    Case{"an unknown organization is 404 on every operation", unknown_organization},
    Case{"a foreign project is 401", foreign_project},
    Case{"a key sees and enters its own organization only", a_key_lives_in_one_organization},
    Case{"a key's changed role counts from its next call", a_changed_role_counts_at_once},
};

}  // namespace
}  // namespace conformance::permissions

std::span<conformance::Case const> conformance::permission_cases() { return permissions::cases; }
