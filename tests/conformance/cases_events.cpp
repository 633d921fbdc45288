// The audit trail: each change leaves the event that says what it was.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "account_calls.hpp"
#include "cases.hpp"

namespace conformance::events {
namespace {

using Types = std::vector<std::string>;

// The events that were added to the first `known` ones.
Types since(World& w, std::size_t known) {
  Types types = w.event_types();
  types.erase(types.begin(), types.begin() + static_cast<std::ptrdiff_t>(known));
  return types;
}

void expect_events(World& w, Answer const& answer, std::size_t known, Types const& expected) {
  Types const types = since(w, known);
  expect_equal(answer, "the new events", fmt::format("{}", fmt::join(types, " ")),
               fmt::format("{}", fmt::join(expected, " ")));
}

std::size_t events_now(World& w) { return w.event_types().size(); }

struct Change {
  std::string_view body;
  std::string_view event;
};

void settings(World& w) {
  constexpr std::array changes{
      Change{R"({"multiFactorAuthRequired":true})", "ORG_TWO_FACTOR_AUTH_REQUIRED"},
      Change{R"({"multiFactorAuthRequired":false})", "ORG_TWO_FACTOR_AUTH_OPTIONAL"},
      Change{R"({"restrictEmployeeAccess":true})", "ORG_EMPLOYEE_ACCESS_RESTRICTED"},
      Change{R"({"restrictEmployeeAccess":false})", "ORG_EMPLOYEE_ACCESS_UNRESTRICTED"},
      Change{R"({"genAIFeaturesEnabled":false})", "ORG_GEN_AI_FEATURES_DISABLED"},
      Change{R"({"genAIFeaturesEnabled":true})", "ORG_GEN_AI_FEATURES_ENABLED"},
      Change{R"({"streamsCrossGroupEnabled":true})", "ORG_STREAMS_CROSS_GROUP_ENABLED"},
      Change{R"({"streamsCrossGroupEnabled":false})", "ORG_STREAMS_CROSS_GROUP_DISABLED"},
      Change{R"({"maxServiceAccountSecretValidityInHours":8})",
             "ORG_SERVICE_ACCOUNT_MAX_SECRET_VALIDITY_EDITED"},
      Change{R"({"securityContact":"s@example.org"})", "SECURITY_CONTACT_MODIFIED"},
      Change{R"({"operationsContact":"o@example.org"})", "OPERATIONS_CONTACT_MODIFIED"},
      Change{R"({"customSessionTimeouts":{"idleSessionTimeoutInSeconds":300}})",
             "CUSTOM_SESSION_TIMEOUT_MODIFIED"}};
  for (auto const& [body, event] : changes) {
    std::size_t const known = events_now(w);
    Answer const answer = w.patch(w.org("/settings"), std::string(body));
    expect_ok(answer);
    expect_events(w, answer, known, {std::string(event)});
    expect_ok(w.patch(w.org("/settings"), std::string(body)));
    expect_events(w, answer, known, {std::string(event)});
  }
}

void access_list_setting(World& w) {
  std::string const entries = w.org("/apiKeys/" + w.mine().key.id + "/accessList");
  expect_ok(w.post(entries, fmt::format(R"([{{"ipAddress":"{}"}}])", w.address())));
  std::size_t const known = events_now(w);
  for (auto const* value : {"true", "false"})
    expect_ok(w.patch(w.org("/settings"), fmt::format(R"({{"apiAccessListRequired":{}}})", value)));
  expect_events(w, w.get(w.org()), known,
                {"ORG_PUBLIC_API_ACCESS_LIST_REQUIRED", "ORG_PUBLIC_API_ACCESS_LIST_NOT_REQUIRED"});
}

void default_alerts(World& w) {
  std::size_t const known = events_now(w);
  Answer const answer = w.patch(
      w.org(), fmt::format(R"({{"name":"{}","skipDefaultAlertsSettings":true}})", w.mine().name));
  expect_ok(answer);
  expect_events(w, answer, known, {"ORG_DEFAULT_ALERTS_SETTINGS_CHANGED"});
  expect_ok(w.patch(w.org(), R"({"name":"Another name"})"));
  expect_events(w, answer, known, {"ORG_DEFAULT_ALERTS_SETTINGS_CHANGED", "ORG_RENAMED"});
}

void api_keys(World& w) {
  std::size_t const known = events_now(w);
  std::string const key = w.org("/apiKeys/" + w.new_key("ORG_MEMBER").id);
  expect_ok(w.patch(key, R"({"desc":"another"})"));
  expect_ok(w.patch(key, R"({"roles":["ORG_READ_ONLY"]})"));
  expect_ok(w.post(key + "/accessList", R"([{"ipAddress":"192.0.2.1"}])"));
  expect_no_content(w.remove(key + "/accessList/192.0.2.1"));
  Answer const answer = w.remove(key);
  expect_no_content(answer);
  expect_events(
      w, answer, known,
      {"API_KEY_CREATED", "API_KEY_DESCRIPTION_CHANGED", "API_KEY_ROLES_CHANGED",
       "API_KEY_ACCESS_LIST_ENTRY_ADDED", "API_KEY_ACCESS_LIST_ENTRY_DELETED", "API_KEY_DELETED"});
}

void keys_of_projects(World& w) {
  std::string const keys = "/groups/" + w.new_project("Keyed") + "/apiKeys";
  std::string const key = keys + "/" + w.new_key("ORG_MEMBER").id;
  std::size_t const known = events_now(w);
  expect_ok(w.post(keys, R"({"desc":"made","roles":["GROUP_READ_ONLY"]})"));
  expect_ok(w.post(key, R"([{"roles":["GROUP_READ_ONLY"]}])"));
  expect_ok(w.post(key, R"([{"roles":["GROUP_READ_ONLY"]}])"));
  expect_ok(w.post(key, R"([{"roles":["GROUP_OWNER"]}])"));
  expect_ok(w.patch(key, R"({"desc":"another","roles":["GROUP_OWNER"]})"));
  Answer const answer = w.remove(key);
  expect_no_content(answer);
  expect_events(w, answer, known,
                {"API_KEY_CREATED", "API_KEY_ADDED_TO_GROUP", "API_KEY_ADDED_TO_GROUP",
                 "API_KEY_ROLES_CHANGED", "API_KEY_DESCRIPTION_CHANGED", "API_KEY_ROLES_CHANGED",
                 "API_KEY_REMOVED_FROM_GROUP"});
}

void service_accounts(World& w) {
  std::size_t const known = events_now(w);
  accounts::Account const account = accounts::new_account(w);
  std::string const path = accounts::at(w, account.client_id);
  expect_ok(accounts::send(w, "PATCH", path, R"({"name":"New","roles":["ORG_MEMBER"]})"), 200,
            v2024);
  expect_ok(accounts::send(w, "PATCH", path, R"({"name":"New","roles":["ORG_OWNER"]})"), 200,
            v2024);
  expect_ok(accounts::send(w, "POST", path + "/secrets", accounts::hours(8)), 201, v2024);
  std::string const secret = path + "/secrets/" + account.secret_id;
  expect_no_content(accounts::send(w, "DELETE", secret), v2024);
  Answer const answer = accounts::send(w, "DELETE", path);
  expect_no_content(answer, v2024);
  expect_events(
      w, answer, known,
      {"SERVICE_ACCOUNT_CREATED", "SERVICE_ACCOUNT_SECRET_ADDED", "SERVICE_ACCOUNT_DETAILS_CHANGED",
       "SERVICE_ACCOUNT_ROLES_CHANGED", "SERVICE_ACCOUNT_SECRET_ADDED",
       "SERVICE_ACCOUNT_SECRET_DELETED", "SERVICE_ACCOUNT_DELETED"});
}

void people_of_projects(World& w) {
  std::string const person = "/groups/" + w.new_project("Peopled") + "/users/" + w.owner_id();
  std::size_t const known = events_now(w);
  auto const change = w.request("PUT", person + "/roles", R"({"groupRoles":["GROUP_READ_ONLY"]})");
  expect_ok(w.send(change));
  expect_ok(w.send(change));
  Answer const answer = w.remove(person);
  expect_no_content(answer);
  expect_events(w, answer, known, {"USER_ROLES_CHANGED_AUDIT", "REMOVED_FROM_GROUP"});
}

void joining(World& w) {
  std::string const team = w.door().backstage().make_team(w.id());
  std::string const project = w.new_project("Joined");
  std::size_t const known = events_now(w);
  std::string const invitation =
      text_of({},
              expect_ok(w.post(w.org("/invites"),
                               fmt::format(R"({{"username":"{}","roles":["ORG_MEMBER"],)"
                                           R"("teamIds":["{}"],"groupRoleAssignments":)"
                                           R"([{{"groupId":"{}","roles":["GROUP_READ_ONLY"]}}]}})",
                                           w.person("dana"), team, project))),
              "id");
  Answer const answer = w.send(w.link_request(w.link_of(invitation), account_body()));
  expect_status(answer, 200);
  expect_events(w, answer, known,
                {"INVITED_TO_ORG", "INVITED_TO_TEAM", "JOINED_ORG", "JOINED_TEAM", "JOINED_GROUP"});
}

void teams(World& w) {
  std::string const dana = w.person("dana");
  std::string const dana_id = w.new_member(dana).find("id")->text;
  std::string const project = "/groups/" + w.new_project("Shared") + "/teams";
  std::size_t const known = events_now(w);
  Answer const made =
      w.post(w.org("/teams"), object({{"name", quoted("Core")}, {"usernames", texts({dana})}}));
  std::string const id = text_of(made, expect_ok(made, 201), "id");
  std::string const team = w.org("/teams/" + id);
  for (int i = 0; i < 2; ++i) expect_ok(w.patch(team, R"({"name":"New"})"));
  expect_no_content(w.remove(team + "/users/" + dana_id));
  expect_ok(w.post(team + "/users", array({object({{"id", quoted(dana_id)}})})));
  expect_ok(
      w.post(project,
             array({object({{"teamId", quoted(id)}, {"roleNames", texts({"GROUP_READ_ONLY"})}})})));
  for (int i = 0; i < 2; ++i)
    expect_ok(w.patch(project + "/" + id, R"({"roleNames":["GROUP_OWNER"]})"));
  expect_no_content(w.remove(project + "/" + id));
  Answer const answer = w.remove(team);
  expect_no_content(answer);
  expect_events(w, answer, known,
                {"TEAM_CREATED", "JOINED_TEAM", "TEAM_NAME_CHANGED", "REMOVED_FROM_TEAM",
                 "JOINED_TEAM", "TEAM_ADDED_TO_GROUP", "TEAM_ROLES_MODIFIED",
                 "TEAM_REMOVED_FROM_GROUP", "REMOVED_FROM_TEAM", "TEAM_DELETED"});
}

void withdrawn_invitations(World& w) {
  std::string const cancelled = w.invite(w.person("dana")).find("id")->text;
  std::string const rejected = w.invite(w.person("zoe")).find("id")->text;
  std::size_t const known = events_now(w);
  expect_ok(w.patch(w.org("/invites/" + cancelled), R"({"roles":["ORG_OWNER"]})"));
  expect_no_content(w.remove(w.org("/invites/" + cancelled)));
  Answer const answer = w.send(w.link_request(w.link_of(rejected, "reject")));
  expect_status(answer, 204);
  expect_events(w, answer, known,
                {"USER_ROLES_CHANGED_AUDIT", "ORG_INVITATION_DELETED", "ORG_INVITATION_DELETED"});
}

void invitations_to_projects(World& w) {
  std::string const invites = "/groups/" + w.new_project("Asked") + "/invites";
  auto const body = [](std::string const& username) {
    return object({{"username", quoted(username)}, {"roles", texts({"GROUP_READ_ONLY"})}});
  };
  auto const invite = [&](std::string const& username) {
    Answer const answer = w.post(invites, body(username));
    return text_of(answer, expect_ok(answer), "id");
  };
  w.new_member(w.person("dana"));
  std::size_t const known = events_now(w);
  std::string const cancelled = invite(w.person("dana"));
  expect_ok(w.patch(invites, body(w.person("dana"))));
  expect_no_content(w.remove(invites + "/" + cancelled));
  std::string const rejected = invite(w.person("dana"));
  expect_status(w.send(w.link_request(w.link_of(rejected, "reject"))), 204);
  std::string const accepted = invite(w.person("zoe"));
  Answer const answer = w.send(w.link_request(w.link_of(accepted), account_body()));
  expect_status(answer, 200);
  expect_events(w, answer, known,
                {"INVITED_TO_GROUP", "USER_ROLES_CHANGED_AUDIT", "GROUP_INVITATION_DELETED",
                 "INVITED_TO_GROUP", "GROUP_INVITATION_DELETED", "INVITED_TO_ORG",
                 "INVITED_TO_GROUP", "JOINED_ORG", "JOINED_GROUP"});
}

void projects(World& w) {
  std::size_t const known = events_now(w);
  std::string const path = "/groups/" + w.new_project("Gone");
  expect_ok(w.patch(path, R"({"name":"New","tags":[{"key":"a","value":"b"}]})"));
  expect_ok(w.patch(path, R"({"name":"New","withDefaultAlertsSettings":false})"));
  expect_ok(w.patch(path + "/settings", R"({"isDataExplorerEnabled":false})"));
  expect_ok(w.patch(path + "/settings", R"({"isSchemaAdvisorEnabled":true})"));
  Answer const answer = w.remove(path);
  expect_status(answer, 202);
  expect_events(
      w, answer, known,
      {"GROUP_CREATED", "JOINED_GROUP", "GROUP_NAME_CHANGED", "GROUP_TAGS_MODIFIED",
       "GROUP_DEFAULT_ALERTS_SETTINGS_CHANGED", "GROUP_SETTINGS_MODIFIED", "GROUP_DELETED"});
}

void linked_organizations(World& w) {
  std::size_t const known = events_now(w);
  Answer const made =
      w.post("/orgs", object({{"name", quoted("Linked")},
                              {"orgOwnerId", quoted(w.owner_id())},
                              {"apiKey", R"({"desc":"owner","roles":["ORG_OWNER"]})"}}));
  Node const created = expect_ok(made, 201);
  Node const& key = member(made, created, "apiKey");
  std::string const id = text_of(made, member(made, created, "organization"), "id");
  KeyPair const pair{text_of(made, key, "publicKey"), text_of(made, key, "privateKey")};
  Answer const gone = w.send(w.request("DELETE", "/orgs/" + id).by(pair));
  expect_no_content(gone);
  expect_events(w, gone, known, {"NEW_LINKED_ORG", "UNLINKED_ORG"});
  expect_equal(gone, "the events of the linked organization",
               fmt::format("{}", fmt::join(w.event_types(id), " ")),
               "ORG_CREATED ORG_LINKED_TO_PAYING_ORG JOINED_ORG API_KEY_CREATED ORG_DELETED");
}

void operators(World& w) {
  expect_ok(w.patch(w.org("/settings"), R"({"restrictEmployeeAccess":true})"));
  w.operate({"bypass", "grant", "--org", w.id(), "--public-key", w.key().public_key},
            w.key().private_key);
  // A command numbers its events by itself, so its place among those of this second is open.
  Types const types = w.event_types();
  expect(w.get(w.org()), std::ranges::count(types, "ORG_EMPLOYEE_ACCESS_BYPASS_GRANTED") == 1,
         "one event of the grant");
}

void refused(World& w) {
  std::size_t const known = events_now(w);
  expect_status(w.patch(w.org(), R"({"name":"<b>"})"), 400);
  expect_status(w.patch(w.org("/settings"), R"({"securityContact":"bad"})"), 400);
  expect_status(w.remove(w.org("/apiKeys/" + std::string(nobody_id))), 400);
  expect_events(w, w.get(w.org()), known, {});
}

constexpr std::array cases{
    Case{"a changed setting leaves the event that names the change, an unchanged one none",
         settings},
    Case{"demanding access lists, and no longer demanding them, are two events",
         access_list_setting},
    Case{"a rename and a change of default alerts are two events", default_alerts},
    Case{"the life of an API key is told by events", api_keys},
    Case{"what a key becomes on a project is told by events", keys_of_projects},
    Case{"service accounts and their secrets leave their events", service_accounts},
    Case{"what becomes of a person on a project is told by events", people_of_projects},
    Case{"an invitation and its acceptance tell of organization, teams and projects", joining},
    Case{"what happens to a team is told by events", teams},
    Case{"changed, cancelled and rejected invitations are told by events", withdrawn_invitations},
    Case{"invitations to projects are told by events of their own", invitations_to_projects},
    Case{"the life of a project is told by events", projects},
    Case{"linking an organization is told on both sides", linked_organizations},
    Case{"letting operators in is told by an event", operators},
    Case{"a refused change leaves no event", refused},
};

}  // namespace
}  // namespace conformance::events

std::span<conformance::Case const> conformance::event_cases() { return events::cases; }
