// Room in teams and on projects for people who get there by way of the organization.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "later_people.hpp"

namespace conformance::places {
namespace {

using namespace later;

// Whom the requests are about.
struct People {
  std::string invited{};     ///< the address of who is invited
  std::string invitation{};  ///< its id
  std::string member{};      ///< the id of who is active
};

People people_of(World& w) {
  std::string const invited = w.person("zoe");
  std::string const invitation = w.invite(invited).find("id")->text;
  return {.invited = invited, .invitation = invitation, .member = active(w, "dana")};
}

// Every request that gives these teams, or this project.
std::vector<RequestSpec> givings(World& w, People const& people, std::string const& teams,
                                 std::string_view project = {}) {
  Member const old_form = project.empty()
                              ? Member{"teamIds", teams}
                              : Member{"groupRoleAssignments",
                                       array({object({{"groupId", quoted(project)},
                                                      {"roles", texts({"GROUP_READ_ONLY"})}})})};
  Member const roles{"roles", roles_of({"ORG_MEMBER"}, project.empty() ? std::string("[]")
                                                                       : read_only_on(project))};
  Member const team_ids{"teamIds", teams};
  Member const newcomer{"username", quoted(w.person("lea"))};
  Member const invited{"username", quoted(people.invited)};
  return {
      w.request("POST", w.org("/invites"), object({newcomer, old_form})),
      w.request("PATCH", w.org("/invites"), object({invited, old_form})),
      w.request("PATCH", w.org("/invites/" + people.invitation), object({old_form})),
      as_2025(w, "POST", w.org("/users"), object({newcomer, roles, team_ids})),
      as_2025(w, "PATCH", at(w, people.member), object({roles, team_ids})),
  };
}

void refused_by(World& w, std::string const& setting, std::vector<RequestSpec> const& requests,
                std::string_view code) {
  auto const server = w.door().backstage().server_with({{setting, "1"}});
  for (auto const& request : requests) expect_error(w.send_to(*server, request), 400, code, "[1]");
}

void teams(World& w) {
  People const people = people_of(w);
  std::string const first = new_team(w, "first");
  std::string const second = new_team(w, "second");
  refused_by(w, "max_users_per_team", givings(w, people, texts({first})),
             "MAX_USERS_PER_TEAM_EXCEEDED");
  refused_by(w, "max_teams_per_user", givings(w, people, texts({first, second})),
             "MAX_TEAMS_PER_USER_EXCEEDED");
}

void projects(World& w) {
  std::string const project = w.new_project("Full");
  refused_by(w, "max_users_per_project", givings(w, people_of(w), "[]", project),
             "MAX_USERS_PER_GROUP_EXCEEDED");
}

void who_is_there(World& w) {
  std::string const team = new_team(w, "core");
  std::string const project = w.new_project("Full");
  std::string const id =
      w.users_2025("?username=" + w.person("core")).children.at(0).find("id")->text;
  std::string const body = object(
      {{"roles", roles_of({"ORG_MEMBER"}, read_only_on(project))}, {"teamIds", texts({team})}});
  expect_ok(send(w, "PATCH", at(w, id), body), 200, v2025);
  auto const server = w.door().backstage().server_with(
      {{"max_users_per_team", "1"}, {"max_users_per_project", "1"}});
  expect_ok(w.send_to(*server, as_2025(w, "PATCH", at(w, id), body)), 200, v2025);
}

constexpr std::array cases{
    Case{"nobody is put into a full team, or into too many teams", teams},
    Case{"nobody is put on a full project", projects},
    Case{"who is in a full team and on a full project stays there", who_is_there},
};

}  // namespace
}  // namespace conformance::places

std::span<conformance::Case const> conformance::place_cases() { return places::cases; }
