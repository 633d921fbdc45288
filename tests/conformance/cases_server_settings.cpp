// What a server refuses because it is set so: a second server on the same store has other settings
// than the one that the other cases call.
#include <fmt/format.h>

#include <array>

#include "account_calls.hpp"
#include "cases.hpp"

namespace conformance::server_settings {
namespace {

std::unique_ptr<Door> server_with(World& w, ServerSettings const& settings) {
  return w.door().backstage().server_with(settings);
}

RequestSpec creation(World& w) {
  return w.request("POST", "/orgs",
                   object({{"name", quoted("Made")}, {"orgOwnerId", quoted(w.owner_id())}}));
}

RequestSpec invitation(World& w, std::string_view username) {
  return w.request("POST", w.org("/invites"), object({{"username", quoted(username)}}));
}

RequestSpec as_2025(RequestSpec const& request) {
  return request.with("Accept", std::string(v2025)).with("Content-Type", std::string(v2025));
}

RequestSpec later_invitation(World& w, std::string_view username) {
  std::string const body =
      object({{"username", quoted(username)}, {"roles", R"({"orgRoles":["ORG_MEMBER"]})"}});
  return as_2025(w.request("POST", w.org("/users"), body));
}

void no_creation(World& w) {
  auto const server = server_with(w, {{"org_creation", "false"}});
  expect_error(w.send_to(*server, creation(w)), 403, "API_KEY_CANNOT_CREATE_ORG", "[]");
  expect_ok(w.send_to(*server, w.request("GET", w.org())));
}

void paying_gate(World& w) {
  auto const server = server_with(w, {{"paying_gate", "true"}});
  w.door().backstage().stop_paying(w.id());
  expect_error(w.send_to(*server, creation(w)), 400, "API_KEY_MUST_BE_ASSOCIATED_WITH_PAYING_ORG",
               "[]");
  // One that pays may, and without the gate nobody asks.
  auto const payer = w.another_organization("Payer");
  auto const made_by = [&](Door& door, KeyPair const& key) {
    Answer const made =
        w.send_to(door, w.request("POST", "/orgs",
                                  object({{"name", quoted("Made")},
                                          {"orgOwnerId", quoted(w.owner_id())},
                                          {"apiKey", R"({"desc":"owner","roles":["ORG_OWNER"]})"}}))
                            .by(key));
    Node const created = expect_ok(made, 201);
    Node const& shown = member(made, created, "apiKey");
    KeyPair const pair{text_of(made, shown, "publicKey"), text_of(made, shown, "privateKey")};
    std::string const id = text_of(made, member(made, created, "organization"), "id");
    expect_no_content(w.send(w.request("DELETE", "/orgs/" + id).by(pair)));
  };
  made_by(*server, payer.key.pair);
  made_by(w.door(), w.key());
}

void allowed_domains(World& w) {
  auto const server = server_with(w, {{"allowed_domains", "example.com,example.net"}});
  std::string const stranger = w.person("dana");
  expect_error_on(w.send_to(*server, invitation(w, stranger)), 400, "DOMAIN_NOT_IN_ALLOW_LIST",
                  stranger);
  expect_error_on(w.send_to(*server, later_invitation(w, stranger)), 400,
                  "DOMAIN_NOT_IN_ALLOW_LIST", stranger);
  expect_body(w.get(w.org("/invites")), "[]");
  expect_ok(w.send_to(*server, invitation(w, "dana@example.net")));
  // The list is for who is invited from now on.
  std::string const known = w.invite(stranger).find("id")->text;
  expect_ok(w.send_to(
      *server, w.request("PATCH", w.org("/invites/" + known), R"({"roles":["ORG_READ_ONLY"]})")));
}

void projects_of_a_person(World& w) {
  auto const server = server_with(w, {{"max_projects_per_user", "1"}});
  w.new_project("First");
  RequestSpec const second =
      w.request("POST", "/groups", object({{"name", quoted("Second")}, {"orgId", quoted(w.id())}}));
  expect_error(w.send_to(*server, second), 400, "MAX_GROUPS_PER_USER_EXCEEDED", "[1]");
  Answer const listed = w.get(w.org("/groups"));
  expect_member(listed, expect_ok(listed), "totalCount", "1");
}

void people_of_an_organization(World& w) {
  auto const server = server_with(w, {{"max_users_per_org", "1"}});
  std::string const id = w.invite(w.person("dana")).find("id")->text;
  RequestSpec const joining = w.link_request(w.link_of(id), account_body());
  expect_error(w.send_to(*server, joining), 400, "MAX_USERS_PER_ORG_EXCEEDED",
               fmt::format(R"([1,"{}"])", w.id()));
  expect_error(w.send_to(*server, later_invitation(w, w.person("zoe"))), 400,
               "MAX_USERS_PER_ORG_EXCEEDED", fmt::format(R"([1,"{}"])", w.id()));
  expect_ok(w.send(joining), 200, "application/json");
}

std::string team_body(std::string_view name, std::vector<std::string> const& usernames) {
  std::vector<std::string> list;
  for (auto const& username : usernames) list.push_back(quoted(username));
  return object({{"name", quoted(name)}, {"usernames", array(list)}});
}

void teams_of_an_organization(World& w) {
  auto const server = server_with(w, {{"max_teams_per_org", "1"}});
  std::string const dana = w.person("dana");
  w.invite(dana);
  expect_ok(w.post(w.org("/teams"), team_body("First", {dana})), 201);
  expect_error(w.send_to(*server, w.request("POST", w.org("/teams"), team_body("Second", {dana}))),
               400, "MAX_TEAMS_PER_ORG_EXCEEDED", "[1]");
}

void accounts_and_secrets(World& w) {
  auto const server = server_with(
      w, {{"max_service_accounts_per_org", "1"}, {"max_secrets_per_service_account", "1"}});
  std::string const path = w.org("/serviceAccounts");
  accounts::Account const one = accounts::new_account(w);
  expect_code(w.send_to(*server, accounts::as_2024(w, "POST", path, accounts::wanted())), 400,
              "MAX_SERVICE_ACCOUNTS_PER_ORG_EXCEEDED");
  std::string const secrets = accounts::at(w, one.client_id, "/secrets");
  expect_code(w.send_to(*server, accounts::as_2024(w, "POST", secrets, accounts::hours(8))), 400,
              "VALIDATION_ERROR");
}

void people_of_a_team(World& w) {
  auto const server = server_with(w, {{"max_users_per_team", "1"}});
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  w.invite(dana);
  w.invite(zoe);
  expect_error(
      w.send_to(*server, w.request("POST", w.org("/teams"), team_body("Core", {dana, zoe}))), 400,
      "MAX_USERS_PER_TEAM_EXCEEDED", "[1]");
  Answer const made = w.post(w.org("/teams"), team_body("Core", {dana}));
  std::string const users = w.org("/teams/" + text_of(made, expect_ok(made, 201), "id") + "/users");
  RequestSpec const adding =
      w.request("POST", users, array({object({{"id", quoted(w.owner_id())}})}));
  expect_error(w.send_to(*server, adding), 400, "MAX_USERS_PER_TEAM_EXCEEDED", "[1]");
}

void teams_of_a_person(World& w) {
  auto const server = server_with(w, {{"max_teams_per_user", "1"}});
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  std::string const dana_id = w.new_member(dana).find("id")->text;
  w.invite(zoe);
  expect_ok(w.post(w.org("/teams"), team_body("First", {dana})), 201);
  expect_error(w.send_to(*server, w.request("POST", w.org("/teams"), team_body("Second", {dana}))),
               400, "MAX_TEAMS_PER_USER_EXCEEDED", "[1]");
  Answer const made = w.post(w.org("/teams"), team_body("Second", {zoe}));
  std::string const users = w.org("/teams/" + text_of(made, expect_ok(made, 201), "id") + "/users");
  RequestSpec const adding = w.request("POST", users, array({object({{"id", quoted(dana_id)}})}));
  expect_error(w.send_to(*server, adding), 400, "MAX_TEAMS_PER_USER_EXCEEDED", "[1]");
}

void teams_of_a_project(World& w) {
  auto const server = server_with(w, {{"max_teams_per_project", "1"}});
  std::string const teams = "/groups/" + w.new_project("Shared") + "/teams";
  std::string const dana = w.person("dana");
  w.invite(dana);
  std::vector<std::string> wanted;
  for (auto const* name : {"First", "Second"}) {
    Answer const made = w.post(w.org("/teams"), team_body(name, {dana}));
    wanted.push_back(object({{"teamId", quoted(text_of(made, expect_ok(made, 201), "id"))},
                             {"roleNames", texts({"GROUP_READ_ONLY"})}}));
  }
  expect_error(w.send_to(*server, w.request("POST", teams, array(wanted))), 400,
               "MAX_TEAMS_PER_GROUP_EXCEEDED", "[1]");
  expect_ok(w.post(teams, array(wanted)));
}

void organizations_of_a_person(World& w) {
  auto const server = server_with(w, {{"max_orgs_per_user", "1"}});
  expect_error(w.send_to(*server, creation(w)), 400, "MAX_ORGS_PER_USER_EXCEEDED", "[1]");
}

void rate_limits(World& w) {
  auto const server = server_with(w, {{"rate_limits", "true"}});
  RequestSpec const request = w.request("GET", w.org("/settings"));
  constexpr int more_than_any = 2000;
  for (int i = 0; i < more_than_any; ++i) {
    Answer const answer = w.send_to(*server, request);
    if (answer.status == 200) continue;
    Node const error = expect_code(answer, 429, "RATE_LIMITED_TOKEN_BUCKET");
    expect_header(answer, "RateLimit-Remaining", "0");
    auto const& parameters = member(answer, error, "parameters").children;
    expect(answer, parameters.size() > 1 && parameters[1].integer > 0, "how long to wait");
    expect_header(answer, "Retry-After", std::to_string(parameters[1].integer));
    w.door().advance_clock(std::chrono::seconds(parameters[1].integer));
    expect_ok(w.send_to(*server, request));
    return;
  }
  throw Failure{"nobody is ever refused"};
}

void search_after_rename(World& w) {
  auto const server = server_with(w, {{"examples", "true"}});
  expect_ok(w.patch(w.org(), object({{"name", quoted("Ärzte " + w.id())}})));
  auto const found = [&](std::string_view prefix) {
    Answer const answer = w.send_to(*server, w.request("GET", fmt::format("/orgs?name={}", prefix))
                                                 .by_nobody()
                                                 .with("Host", "localhost"));
    return column(answer, member(answer, expect_ok(answer), "results"), "id");
  };
  Answer const any = w.get(w.org());
  expect(any, found("%C3%A4RZTE%20" + w.id()) == std::vector{w.id()}, "the new name is found");
  expect(any, found("Case%20" + w.id()).empty(), "nothing by another name");
}

// Whoever sees several organizations may see several projects of one name.
void same_names(World& w) {
  auto const server = server_with(w, {{"examples", "true"}});
  auto const asked = [&](std::string const& target) {
    return w.send_to(*server, w.request("GET", target).by_nobody().with("Host", "localhost"));
  };
  std::string const name = "Twice" + w.id();
  std::string const id = w.new_project(name);
  expect_text(asked("/groups/byName/" + name), expect_ok(asked("/groups/byName/" + name)), "id",
              id);
  Organization const other = w.another_organization();
  std::string const body = object({{"name", quoted(name)}, {"orgId", quoted(other.id)}});
  Answer const made = w.send(w.request("POST", "/groups", body).by(other.key.pair));
  std::string const second = text_of(made, expect_ok(made, 201), "id");
  expect_error_on(asked("/groups/byName/" + name), 409, "MULTIPLE_GROUPS", name);
  std::string const all = asked("/groups?itemsPerPage=500").body;
  expect(made, all.contains(id) && all.contains(second), "both in the list of all");
  expect_accepted(w.send(w.request("DELETE", "/groups/" + second).by(other.key.pair)));
}

// Examples need no credentials, so what a browser is made to send must not do.
void pages_of_others(World& w) {
  auto const server = server_with(w, {{"examples", "true"}});
  RequestSpec const write =
      invitation(w, w.person("dana")).by_nobody().without("Content-Type").with("Host", "localhost");
  expect_challenge(w.send_to(*server, write.with("Origin", "https://evil.example")));
  expect_challenge(w.send_to(*server, write.with("Origin", "null")));
  expect_challenge(w.send_to(*server, write.with("Host", "evil.example")));
  expect_body(w.get(w.org("/invites")), "[]");
  expect_ok(w.send_to(
      *server, write.with("Host", "127.0.0.1:8080").with("Origin", "http://localhost:3000")));
}

constexpr std::array cases{
    Case{"org_creation = false lets no API key create an organization", no_creation},
    Case{"paying_gate refuses organizations that do not pay", paying_gate},
    Case{"allowed_domains refuses to invite anybody else", allowed_domains},
    Case{"service accounts and their secrets are bounded by settings", accounts_and_secrets},
    Case{"max_teams_per_org bounds the teams of an organization", teams_of_an_organization},
    Case{"max_users_per_team bounds the people of a team", people_of_a_team},
    Case{"max_teams_per_user bounds the teams of a person", teams_of_a_person},
    Case{"max_teams_per_project bounds the teams of a project", teams_of_a_project},
    Case{"max_projects_per_user bounds the projects of a person", projects_of_a_person},
    Case{"max_users_per_org holds for those who accept as well", people_of_an_organization},
    Case{"max_orgs_per_user bounds the organizations of a person", organizations_of_a_person},
    Case{"rate_limits refuses with the time after which it goes on", rate_limits},
    Case{"the demo's examples obey no page of another machine", pages_of_others},
    Case{"two projects of one name are told by their ids alone", same_names},
    Case{"a renamed organization is found by its new name in any case", search_after_rename},
};

}  // namespace
}  // namespace conformance::server_settings

std::span<conformance::Case const> conformance::server_setting_cases() {
  return server_settings::cases;
}
