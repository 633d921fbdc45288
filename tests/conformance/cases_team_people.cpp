// The people of a team in the form of 2025-02-19.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::team_people {
namespace {

using namespace later;

std::string team_at(World& w, std::string_view team, std::string_view rest = {}) {
  return w.org(fmt::format("/teams/{}{}", team, rest));
}

std::string person_body(std::string_view id) { return object({{"id", quoted(id)}}); }

std::vector<std::string> usernames_of(World& w, std::string const& path) {
  Answer const answer = send(w, "GET", path);
  Node const page = expect_ok(answer, 200, v2025);
  return column(answer, member(answer, page, "results"), "username");
}

void add_and_remove(World& w) {
  std::string const team = new_team(w, "core");
  for (std::string const& user : {active(w, "dana"), pending(w, "zoe")}) {
    Answer const added = send(w, "POST", team_at(w, team, ":addUser"), person_body(user));
    Node const shown = expect_ok(added, 200, v2025);
    expect_text(added, shown, "id", user);
    expect_member(added, shown, "teamIds", texts({team}));
    expect_error(send(w, "POST", team_at(w, team, ":addUser"), person_body(user)), 400,
                 "USER_ALREADY_IN_TEAM", texts({user, team}));
    Answer const removed = send(w, "POST", team_at(w, team, ":removeUser"), person_body(user));
    expect_member(removed, expect_ok(removed, 200, v2025), "teamIds", "[]");
    expect_error_on(send(w, "POST", team_at(w, team, ":removeUser"), person_body(user)), 404,
                    "USER_NOT_FOUND", user);
  }
}

void who_cannot_be_added(World& w) {
  std::string const team = new_team(w, "core");
  std::string const mia = rejected(w, "mia");
  auto const add = [&](std::string_view to, std::string_view user) {
    return send(w, "POST", team_at(w, to, ":addUser"), person_body(user));
  };
  expect_error_on(add(team, mia), 404, "USER_NOT_IN_ORG", mia);
  expect_error_on(add(team, nobody_id), 404, "USER_NOT_FOUND", nobody_id);
  expect_error_on(add(nobody_id, w.owner_id()), 404, "TEAM_NOT_FOUND", nobody_id);
  expect_error_on(send(w, "POST", team_at(w, nobody_id, ":removeUser"), person_body(mia)), 404,
                  "TEAM_NOT_FOUND", nobody_id);
  expect_error_on(send(w, "POST", team_at(w, team, ":removeUser"), person_body(mia)), 404,
                  "USER_NOT_FOUND", mia);
}

// Who is in the organization for the sake of a project's invitation alone.
void who_is_hidden(World& w) {
  std::string const dana = pending(w, "dana");
  expect_no_content(send(w, "DELETE", at(w, dana)), v2025);
  expect_ok(w.post(
      "/groups/" + w.new_project("Door") + "/invites",
      object({{"username", quoted(w.person("dana"))}, {"roles", texts({"GROUP_READ_ONLY"})}})));
  Answer const made =
      w.post(w.org("/teams"),
             object({{"name", quoted("core")}, {"usernames", texts({w.person("dana")})}}));
  std::string const team = text_of(made, expect_ok(made, 201), "id");
  expect_not_found(send(w, "POST", team_at(w, team, ":removeUser"), person_body(dana)), dana);
  std::string const other = new_team(w, "other");
  expect_not_found(send(w, "POST", team_at(w, other, ":addUser"), person_body(dana)), dana);
  expect(made, usernames_of(w, team_at(w, team, "/users")).empty(), "nobody to be seen");
}

void limits(World& w) {
  std::string const first = new_team(w, "first");
  std::string const second = new_team(w, "second");
  std::string const dana = active(w, "dana");
  auto const refused_by = [&](std::string const& setting, std::string const& team,
                              std::string_view code) {
    auto const server = w.door().backstage().server_with({{setting, "1"}});
    RequestSpec const adding = as_2025(w, "POST", team_at(w, team, ":addUser"), person_body(dana));
    expect_error(w.send_to(*server, adding), 400, code, "[1]");
  };
  refused_by("max_users_per_team", first, "MAX_USERS_PER_TEAM_EXCEEDED");
  expect_ok(send(w, "POST", team_at(w, first, ":addUser"), person_body(dana)), 200, v2025);
  refused_by("max_teams_per_user", second, "MAX_TEAMS_PER_USER_EXCEEDED");
}

void list(World& w) {
  std::string const team = new_team(w, "core");
  std::string const dana = active(w, "dana");
  expect_ok(send(w, "POST", team_at(w, team, ":addUser"), person_body(dana)), 200, v2025);
  std::string const path = team_at(w, team, "/users");
  using Names = std::vector<std::string>;
  Answer const all = send(w, "GET", path);
  expect_member(all, expect_ok(all, 200, v2025), "totalCount", "2");
  expect(all, usernames_of(w, path) == Names{w.person("core"), w.person("dana")},
         "who is invited and who is active");
  Answer const before = w.get(path);
  expect_member(before, expect_ok(before), "totalCount", "1");
  for (std::string const& query : {"?username=" + w.person("dana"), "?userId=" + dana,
                                   std::string("?orgMembershipStatus=ACTIVE")})
    expect(all, usernames_of(w, path + query) == Names{w.person("dana")}, "one for " + query);
  expect(all, usernames_of(w, path + "?orgMembershipStatuses=INVITATION_REJECTED").empty(),
         "nobody rejected");
  expect_code(send(w, "GET", path + "?orgMembershipStatuses=ACTIVE&orgMembershipStatus=ACTIVE"),
              400, "MUTUALLY_EXCLUSIVE_QUERY_PARAMETERS");
  expect_error_on(send(w, "GET", team_at(w, nobody_id, "/users")), 404, "TEAM_NOT_FOUND",
                  nobody_id);
}

constexpr std::array cases{
    Case{"active and invited people enter a team and leave it", add_and_remove},
    Case{"who is outside enters no team", who_cannot_be_added},
    Case{"whom a project alone invites is shown in no team, and put into none", who_is_hidden},
    Case{"settings bound who enters a team", limits},
    Case{"invited people are listed with their team in 2025", list},
};

}  // namespace
}  // namespace conformance::team_people

std::span<conformance::Case const> conformance::team_people_cases() { return team_people::cases; }
