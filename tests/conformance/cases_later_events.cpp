// The audit trail of the later operations: each change leaves the event that says what it was.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::later_events {
namespace {

using Types = std::vector<std::string>;

// Tells what events an organization has got since it was made.
class Watch {
 public:
  explicit Watch(World& w) : w_(w), known_(std::ssize(w.event_types())) {}
  void expect(Answer const& answer, Types const& expected) const {
    Types types = w_.event_types();
    types.erase(types.begin(), types.begin() + known_);
    expect_equal(answer, "the new events", fmt::format("{}", fmt::join(types, " ")),
                 fmt::format("{}", fmt::join(expected, " ")));
  }

 private:
  World& w_;
  std::ptrdiff_t known_;
};

void people(World& w) {
  std::string const team = later::new_team(w, "core");
  std::string const dana = later::active(w, "dana");
  std::string const in_team = object({{"teamIds", texts({team})}});
  Watch const watch(w);
  Answer const invited = later::send(w, "POST", w.org("/users"),
                                     object({{"username", quoted(w.person("zoe"))},
                                             {"roles", later::roles_of({"ORG_MEMBER"})},
                                             {"teamIds", texts({team})}}));
  std::string const zoe = text_of(invited, expect_ok(invited, 201, v2025), "id");
  for (std::string const& body : {in_team, std::string("{}")})
    expect_ok(later::send(w, "PATCH", later::at(w, dana), body), 200, v2025);
  for (auto const* verb : {":addRole", ":removeRole"})
    expect_ok(later::send(w, "POST", later::at(w, dana) + verb, later::one_role("ORG_READ_ONLY")),
              200, v2025);
  RequestSpec const replacing =
      w.request("PUT", later::at(w, dana) + "/roles", R"({"orgRoles":["ORG_READ_ONLY"]})");
  for (int i = 0; i < 2; ++i) expect_ok(w.send(replacing));
  expect_no_content(later::send(w, "DELETE", later::at(w, dana)), v2025);
  Answer const answer = later::send(w, "DELETE", later::at(w, zoe));
  expect_no_content(answer, v2025);
  watch.expect(answer,
               {"INVITED_TO_ORG", "INVITED_TO_TEAM", "JOINED_TEAM", "USER_ROLES_CHANGED_AUDIT",
                "USER_ROLES_CHANGED_AUDIT", "USER_ROLES_CHANGED_AUDIT", "USER_ROLES_CHANGED_AUDIT",
                "REMOVED_FROM_TEAM", "REMOVED_FROM_ORG", "REMOVED_FROM_ORG"});
}

void people_of_teams(World& w) {
  std::string const team = w.org("/teams/" + later::new_team(w, "core"));
  std::string const body = object({{"id", quoted(later::active(w, "dana"))}});
  Watch const watch(w);
  expect_ok(later::send(w, "POST", team + ":addUser", body), 200, v2025);
  Answer const answer = later::send(w, "POST", team + ":removeUser", body);
  expect_ok(answer, 200, v2025);
  watch.expect(answer, {"JOINED_TEAM", "REMOVED_FROM_TEAM"});
}

void people_of_projects(World& w) {
  std::string const users = "/groups/" + w.new_project("Shared") + "/users";
  std::string const dana = users + "/" + later::active(w, "dana");
  later::pending(w, "zoe");
  Watch const watch(w);
  for (auto const* name : {"dana", "zoe", "mia"})
    expect_ok(later::send(w, "POST", users,
                          object({{"username", quoted(w.person(name))},
                                  {"roles", texts({"GROUP_READ_ONLY"})}})),
              201, v2025);
  for (auto const* verb : {":addRole", ":removeRole"})
    expect_ok(later::send(w, "POST", dana + verb, R"({"groupRole":"GROUP_OWNER"})"), 200, v2025);
  Answer const answer = later::send(w, "DELETE", dana);
  expect_no_content(answer, v2025);
  watch.expect(answer,
               {"JOINED_GROUP", "INVITED_TO_GROUP", "INVITED_TO_ORG", "INVITED_TO_GROUP",
                "USER_ROLES_CHANGED_AUDIT", "USER_ROLES_CHANGED_AUDIT", "REMOVED_FROM_GROUP"});
}

void accounts_of_projects(World& w) {
  std::string const project = w.new_project("Served");
  Watch const watch(w);
  accounts::Account const account = accounts::account_of(accounts::send(
      w, "POST", "/groups/" + project + "/serviceAccounts", accounts::wanted("GROUP_READ_ONLY")));
  std::string const path = accounts::on(project, account.client_id);
  for (int i = 0; i < 2; ++i)
    expect_ok(accounts::send(w, "PATCH", path, R"({"name":"New","roles":["GROUP_OWNER"]})"), 200,
              v2024);
  expect_ok(accounts::send(w, "POST", path + "/secrets", accounts::hours(8)), 201, v2024);
  std::string const secret = path + "/secrets/" + account.secret_id;
  expect_no_content(accounts::send(w, "DELETE", secret), v2024);
  expect_no_content(accounts::send(w, "DELETE", path), v2024);
  for (auto const* role : {"GROUP_READ_ONLY", "GROUP_OWNER", "GROUP_OWNER"})
    expect_ok(accounts::send(w, "POST", path + ":invite", object({{"roles", texts({role})}})), 200,
              v2024);
  watch.expect(w.get(w.org()),
               {"SERVICE_ACCOUNT_CREATED", "SERVICE_ACCOUNT_ADDED_TO_GROUP",
                "SERVICE_ACCOUNT_SECRET_ADDED", "SERVICE_ACCOUNT_DETAILS_CHANGED",
                "SERVICE_ACCOUNT_ROLES_CHANGED", "SERVICE_ACCOUNT_SECRET_ADDED",
                "SERVICE_ACCOUNT_SECRET_DELETED", "SERVICE_ACCOUNT_REMOVED_FROM_GROUP",
                "SERVICE_ACCOUNT_ADDED_TO_GROUP", "SERVICE_ACCOUNT_ROLES_CHANGED"});
}

void new_accounts(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const roles =
      array({object({{"orgId", quoted(w.id())}, {"roleName", quoted("ORG_MEMBER")}}),
             object({{"groupId", quoted(project)}, {"roleName", quoted("GROUP_READ_ONLY")}})});
  Watch const watch(w);
  Answer const answer = w.post("/users", object({{"username", quoted(w.person("dana"))},
                                                 {"password", quoted("Tulips-along-the-9-canals")},
                                                 {"firstName", quoted("Dana")},
                                                 {"lastName", quoted("Doe")},
                                                 {"country", quoted("NL")},
                                                 {"roles", roles}}));
  expect_ok(answer, 201);
  watch.expect(answer, {"USER_CREATED", "INVITED_TO_ORG", "INVITED_TO_GROUP"});
}

constexpr std::array cases{
    Case{"what becomes of one person is told by events", people},
    Case{"who enters a team and leaves it is told by events", people_of_teams},
    Case{"who comes to a project, and with which roles, is told by events", people_of_projects},
    Case{"what becomes of an account on a project is told by events", accounts_of_projects},
    Case{"an account of a person and its invitations are told by events", new_accounts},
};

}  // namespace
}  // namespace conformance::later_events

std::span<conformance::Case const> conformance::later_event_cases() { return later_events::cases; }
