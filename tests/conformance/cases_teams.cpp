// Teams of an organization and who is in them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::teams {
namespace {

std::string body(std::string_view name, std::vector<std::string> const& usernames) {
  std::vector<std::string> list;
  for (auto const& username : usernames) list.push_back(quoted(username));
  return object({{"name", quoted(name)}, {"usernames", array(list)}});
}

std::string team_path(World& w, std::string_view id) { return w.org(fmt::format("/teams/{}", id)); }

// A new team of these people; its path.
std::string new_team(World& w, std::string_view name, std::vector<std::string> const& usernames) {
  Answer const answer = w.post(w.org("/teams"), body(name, usernames));
  return team_path(w, text_of(answer, expect_ok(answer, 201), "id"));
}

// One that an invited person is in, where it does not matter who.
std::string some_team(World& w, std::string_view name = "Core") {
  std::string const username = w.person(name == "Core" ? "core" : "other");
  w.invite(username);
  return new_team(w, name, {username});
}

std::string id_of(std::string const& path) { return path.substr(path.rfind('/') + 1); }

std::string users_body(std::vector<std::string> const& ids) {
  std::vector<std::string> list;
  for (auto const& id : ids) list.push_back(object({{"id", quoted(id)}}));
  return array(list);
}

std::vector<std::string> usernames_in(World& w, std::string const& team) {
  Answer const answer = w.get(team + "/users");
  Node const page = expect_ok(answer);
  return column(answer, member(answer, page, "results"), "username");
}

void create(World& w) {
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  w.new_member(dana);
  w.invite(zoe);
  Answer const answer = w.post(w.org("/teams"), body("Core", {zoe, dana}));
  Node const team = expect_ok(answer, 201);
  expect_members(answer, team, {"id", "links", "name", "usernames"});
  expect_text(answer, team, "name", "Core");
  expect_member(answer, team, "usernames", array({quoted(zoe), quoted(dana)}));
  std::string const id = text_of(answer, team, "id");
  expect_object_id(answer, id);
  expect_equal(answer, "self", href_of(team, "self"), w.url(team_path(w, id)));
  expect_header(answer, "Location", w.url(team_path(w, id)));
  // Who is invited is in the team, too, and shown when the invitation is accepted.
  Answer const people = w.get_2025(w.org("/users"));
  Node const page = expect_ok(people, 200, v2025);
  for (auto const& username : {dana, zoe})
    expect_member(people,
                  element_with(people, member(people, page, "results"), "username", username),
                  "teamIds", array({quoted(id)}));
  Answer const users = w.get(team_path(w, id) + "/users");
  expect_member(users, expect_ok(users), "totalCount", "1");
}

void get(World& w) {
  std::string const path = some_team(w);
  Answer const answer = w.get(path);
  Node const team = expect_ok(answer);
  expect_members(answer, team, {"id", "links", "name"});
  expect_text(answer, team, "id", id_of(path));
  expect_text(answer, team, "name", "Core");
  expect_equal(answer, "self", href_of(team, "self"), w.url(path));
  expect_body(w.get(w.org("/teams/byName/Core")), answer.body);
  expect_error_on(w.get(w.org("/teams/byName/core")), 404, "TEAM_NAME_NOT_FOUND", "core");
  expect_body(w.send(w.request("GET", path).by(w.new_key("ORG_MEMBER").pair)), answer.body);
}

void name_in_a_path(World& w) {
  std::string const path = some_team(w, "Two words, & more");
  expect_body(w.get(w.org("/teams/byName/Two%20words%2C%20%26%20more")), w.get(path).body);
}

void list(World& w) {
  Answer const none = w.get(w.org("/teams"));
  expect_member(none, expect_ok(none), "totalCount", "0");
  std::string const username = w.person("dana");
  w.invite(username);
  for (auto const* name : {"b", "a", "B"}) new_team(w, name, {username});
  Answer const answer = w.get(w.org("/teams"));
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  Node const& results = member(answer, page, "results");
  expect(answer, column(answer, results, "name") == std::vector<std::string>{"B", "a", "b"},
         "three teams in byte order");
  expect_members(answer, results.children.at(0), {"id", "links", "name"});
  Answer const second = w.get(w.org("/teams?itemsPerPage=1&pageNum=2"));
  Node const one = expect_ok(second);
  expect(second, column(second, member(second, one, "results"), "name").front() == "a",
         "the second team");
  expect_member(second, one, "totalCount", "3");
}

void bad_values(World& w) {
  std::string const username = w.person("dana");
  w.invite(username);
  auto const create = [&](std::string const& given) { return w.post(w.org("/teams"), given); };
  expect_code(create(R"({"name":"Core"})"), 400, "CANNOT_CREATE_EMPTY_TEAM");
  expect_code(create(R"({"name":"Core","usernames":[]})"), 400, "CANNOT_CREATE_EMPTY_TEAM");
  expect_error_on(create(object({{"usernames", texts({username})}})), 400, "MISSING_ATTRIBUTE",
                  "name");
  expect_error_on(create(body("a;b", {username})), 400, "INVALID_TEAM_NAME", "a;b");
  expect_error_on(create(body(std::string(65, 'n'), {username})), 400, "INVALID_TEAM_NAME",
                  std::string(65, 'n'));
  expect_code(create(body("Core", {"nobody"})), 400, "INVALID_EMAIL_ADDRESS");
  std::string const team = new_team(w, "Core", {username});
  expect_error_on(w.patch(team, R"({"name":" a"})"), 400, "INVALID_TEAM_NAME", " a");
}

void people_of_teams(World& w) {
  std::string const nobody = w.person("nobody");
  expect_error_on(w.post(w.org("/teams"), body("Core", {nobody})), 404, "USERNAME_NOT_FOUND",
                  nobody);
  std::string const dana = w.person("dana");
  Node const invitation = w.invite(dana);
  // In whatever spelling, and once.
  Answer const answer = w.post(w.org("/teams"), body("Core", {dana, dana}));
  expect_member(answer, expect_ok(answer, 201), "usernames", array({quoted(dana)}));
  std::string const link = w.link_of(invitation.find("id")->text, "reject");
  expect_status(w.send(w.link_request(link)), 204);
  expect_error_on(w.post(w.org("/teams"), body("Other", {dana})), 404, "USER_NOT_IN_ORG", dana);
}

void names_are_unique(World& w) {
  std::string const username = w.person("dana");
  w.invite(username);
  std::string const first = new_team(w, "Core", {username});
  std::string const second = new_team(w, "core", {username});
  expect_error_on(w.post(w.org("/teams"), body("Core", {username})), 409, "TEAM_NAME_NOT_AVAILABLE",
                  "Core");
  expect_error_on(w.patch(second, R"({"name":"Core"})"), 409, "TEAM_NAME_NOT_AVAILABLE", "Core");
  expect_no_content(w.remove(first));
  expect_ok(w.patch(second, R"({"name":"Core"})"));
}

void rename(World& w) {
  std::string const path = some_team(w);
  Answer const answer =
      w.patch(path, R"({"name":"New","usernames":["stranger@example.org"],"id":"ignored"})");
  Node const team = expect_ok(answer);
  expect_members(answer, team, {"id", "links", "name"});
  expect_text(answer, team, "name", "New");
  expect_body(w.get(path), answer.body);
  expect_body(w.patch(path, R"({"name":"New"})"), answer.body);
}

void remove(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const path = new_team(w, "Core", {dana});
  expect_no_content(w.remove(path));
  for (auto const* rest : {"", "/users"})
    expect_error_on(w.get(path + rest), 404, "TEAM_NOT_FOUND", id_of(path));
  expect_error_on(w.remove(path), 404, "TEAM_NOT_FOUND", id_of(path));
  expect_error_on(w.patch(path, R"({"name":"New"})"), 404, "TEAM_NOT_FOUND", id_of(path));
  expect_error_on(w.post(path + "/users", users_body({w.owner_id()})), 404, "TEAM_NOT_FOUND",
                  id_of(path));
  expect_error_on(w.remove(path + "/users/" + w.owner_id()), 404, "TEAM_NOT_FOUND", id_of(path));
  Answer const people = w.get(w.org("/users"));
  expect(people, !people.body.contains(id_of(path)), "people who stay, without the team");
  expect_member(people, expect_ok(people), "totalCount", "2");
}

void teams_elsewhere(World& w) {
  Organization const other = w.another_organization();
  std::string const path = some_team(w);
  std::string const there = fmt::format("/orgs/{}/teams/{}", other.id, id_of(path));
  expect_error_on(w.send(w.request("GET", there).by(other.key.pair)), 404, "TEAM_NOT_FOUND",
                  id_of(path));
  expect_error(w.send(w.request("GET", path).by(other.key.pair)), 401, "USER_UNAUTHORIZED", "[]");
}

void add_users(World& w) {
  std::string const path = some_team(w);
  std::string const dana = w.person("dana");
  std::string const zoe = w.person("zoe");
  std::string const dana_id = w.new_member(dana).find("id")->text;
  std::string const zoe_id = w.new_member(zoe).find("id")->text;
  Answer const first = w.post(path + "/users", users_body({zoe_id}));
  Node const page = expect_ok(first);
  expect_member(first, page, "totalCount", "1");
  Node const& shown = member(first, page, "results").children.at(0);
  expect_text(first, shown, "username", zoe);
  expect_text(first, shown, "emailAddress", zoe);
  expect_member(first, shown, "teamIds", array({quoted(id_of(path))}));
  Answer const both = w.post(path + "/users", users_body({dana_id, dana_id}));
  expect_member(both, expect_ok(both), "totalCount", "2");
  auto names = usernames_in(w, path);
  expect(both, names == std::vector<std::string>{dana, zoe}, "both, by username");
  Answer const again = w.post(path + "/users", "[]");
  expect_member(again, expect_ok(again), "totalCount", "2");
}

void refused_users(World& w) {
  std::string const path = some_team(w);
  std::string const dana_id = w.new_member(w.person("dana")).find("id")->text;
  auto const add = [&](std::vector<std::string> const& ids) {
    return w.post(path + "/users", users_body(ids));
  };
  std::string const nobody(nobody_id);
  expect_error_on(add({dana_id, nobody}), 404, "USER_NOT_FOUND", nobody);
  Answer const people = w.get_2025(w.org("/users"));
  Node const page = expect_ok(people, 200, v2025);
  std::string const invited = text_of(
      people, element_with(people, member(people, page, "results"), "username", w.person("core")),
      "id");
  expect_error_on(add({dana_id, invited}), 404, "CANNOT_ADD_PENDING_USER", invited);
  expect(people, usernames_in(w, path).empty(), "nobody who was refused with others");
  expect_ok(add({dana_id}));
  expect_error(add({w.owner_id(), dana_id}), 409, "USER_ALREADY_IN_TEAM",
               texts({dana_id, id_of(path)}));
}

void users_of_elsewhere(World& w) {
  std::string const path = some_team(w);
  Node const invitation = w.invite(w.person("dana"));
  Answer const people = w.get_2025(w.org("/users"));
  Node const page = expect_ok(people, 200, v2025);
  std::string const id = text_of(
      people, element_with(people, member(people, page, "results"), "username", w.person("dana")),
      "id");
  expect_status(w.send(w.link_request(w.link_of(invitation.find("id")->text, "reject"))), 204);
  expect_error_on(w.post(path + "/users", users_body({id})), 404, "USER_NOT_IN_ORG", id);
}

void remove_user(World& w) {
  std::string const dana = w.person("dana");
  std::string const id = w.new_member(dana).find("id")->text;
  std::string const path = new_team(w, "Core", {dana});
  expect_no_content(w.remove(path + "/users/" + id));
  expect(w.get(path), usernames_in(w, path).empty(), "a team without anybody");
  expect_error_on(w.remove(path + "/users/" + id), 404, "USER_NOT_FOUND", id);
  expect_error_on(w.remove(fmt::format("{}/users/{}", path, nobody_id)), 404, "USER_NOT_FOUND",
                  nobody_id);
}

void owners_change_teams(World& w) {
  std::string const path = some_team(w);
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  for (auto const* of : {"", "/users"}) expect_ok(w.send(w.request("GET", path + of).by(reader)));
  for (auto const& request : {w.request("POST", w.org("/teams"), body("Other", {"a@example.org"})),
                              w.request("PATCH", path, R"({"name":"Other"})"),
                              w.request("DELETE", path), w.request("POST", path + "/users", "[]"),
                              w.request("DELETE", path + "/users/" + w.owner_id())}) {
    RequestSpec by_reader = request;
    expect_error(w.send(by_reader.by(reader)), 401, "USER_UNAUTHORIZED", "[]");
  }
}

constexpr std::array cases{
    Case{"a new team has exactly the documented members", create},
    Case{"one is returned by its id and by its name", get},
    Case{"a name in a path may hold whatever names hold", name_in_a_path},
    Case{"the list is in byte order and has pages", list},
    Case{"names and addresses follow their rules", bad_values},
    Case{"people are named once and belong to the organization", people_of_teams},
    Case{"names are unique in an organization", names_are_unique},
    Case{"a new name is all that changes", rename},
    Case{"a deleted team is gone, its people stay", remove},
    Case{"a team of another organization is unknown", teams_elsewhere},
    Case{"active people are added, each once", add_users},
    Case{"who cannot be added keeps the others out", refused_users},
    Case{"who left the organization cannot be added", users_of_elsewhere},
    Case{"who is removed is no longer in the team, be it the last one", remove_user},
    Case{"all may see teams, owners alone change them", owners_change_teams},
};

}  // namespace
}  // namespace conformance::teams

std::span<conformance::Case const> conformance::team_cases() { return teams::cases; }
