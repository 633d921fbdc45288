// Teams on a project and their roles there.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::project_teams {
namespace {

// The id of a new team, in which somebody who is invited is alone.
std::string team_named(World& w, std::string_view name) {
  std::string const username = w.person(name);
  w.invite(username);
  Answer const answer =
      w.post(w.org("/teams"), object({{"name", quoted(name)}, {"usernames", texts({username})}}));
  return text_of(answer, expect_ok(answer, 201), "id");
}

std::string on_project(std::string_view team, std::string_view role = "GROUP_READ_ONLY") {
  return object({{"teamId", quoted(team)}, {"roleNames", texts({role})}});
}

std::string teams_of(std::string_view project) { return fmt::format("/groups/{}/teams", project); }

void add(World& w) {
  std::string const path = teams_of(w.new_project("Shared"));
  std::string const zoo = team_named(w, "zoo");
  std::string const ark = team_named(w, "ark");
  Answer const first = w.post(path, array({on_project(zoo, "GROUP_OWNER")}));
  Node const page = expect_ok(first);
  expect_members(first, page, {"links", "results", "totalCount"});
  expect_member(first, page, "totalCount", "1");
  Node const& one = member(first, page, "results").children.at(0);
  expect_members(first, one, {"links", "roleNames", "teamId"});
  expect_text(first, one, "teamId", zoo);
  expect_member(first, one, "roleNames", texts({"GROUP_OWNER"}));
  expect_equal(first, "self", href_of(one, "self"), w.url(w.org("/teams/" + zoo)));
  Answer const second = w.post(path, array({on_project(ark)}));
  Node const all = expect_ok(second);
  expect(second,
         column(second, member(second, all, "results"), "teamId") ==
             std::vector<std::string>{ark, zoo},
         "both teams by name");
  Answer const listed = w.get(path);
  expect_equal(listed, "the list", show(member(listed, expect_ok(listed), "results")),
               show(member(second, all, "results")));
  Answer const paged = w.get(path + "?itemsPerPage=1&pageNum=2");
  Node const last = expect_ok(paged);
  expect(paged,
         column(paged, member(paged, last, "results"), "teamId") == std::vector<std::string>{zoo},
         "the second team");
}

void people_and_keys_are_no_teams(World& w) {
  // Who makes a project has a role on it.
  std::string const path = teams_of(w.new_project("Shared"));
  Answer const answer = w.get(path);
  expect_member(answer, expect_ok(answer), "totalCount", "0");
  std::string const owner = path + "/" + w.owner_id();
  expect_code(w.get(owner), 404, "TEAM_NOT_IN_GROUP");
  expect_code(w.remove(owner), 404, "TEAM_NOT_IN_GROUP");
}

void refused(World& w) {
  std::string const path = teams_of(w.new_project("Shared"));
  std::string const team = team_named(w, "core");
  std::string const nobody(nobody_id);
  expect_error_on(w.post(path, array({on_project(team), on_project(nobody)})), 404,
                  "TEAM_NOT_FOUND", nobody);
  expect_error_on(w.post(path, array({on_project(team), on_project(team, "GROUP_OWNER")})), 409,
                  "TEAM_EXISTS_IN_GROUP", team);
  Answer const answer = w.get(path);
  expect_member(answer, expect_ok(answer), "totalCount", "0");
  expect_ok(w.post(path, array({on_project(team)})));
  expect_error_on(w.post(path, array({on_project(team)})), 409, "TEAM_EXISTS_IN_GROUP", team);
  expect_error_on(w.post(path, array({on_project(team, "ORG_OWNER")})), 400,
                  "INVALID_ROLE_FOR_GROUP", "ORG_OWNER");
}

void of_another_organization(World& w) {
  std::string const path = teams_of(w.new_project("Shared"));
  Organization const other = w.another_organization();
  std::string const username = w.person("dana");
  auto const by_other = [&](std::string_view of, std::string const& body) {
    return w.send(
        w.request("POST", fmt::format("/orgs/{}{}", other.id, of), body).by(other.key.pair));
  };
  expect_ok(by_other("/invites",
                     object({{"username", quoted(username)}, {"roles", texts({"ORG_MEMBER"})}})));
  Answer const made =
      by_other("/teams", object({{"name", quoted("Core")}, {"usernames", texts({username})}}));
  std::string const team = text_of(made, expect_ok(made, 201), "id");
  expect_error_on(w.post(path, array({on_project(team)})), 404, "TEAM_NOT_IN_ORG", team);
}

void get(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const team = team_named(w, "core");
  std::string const path = teams_of(project) + "/" + team;
  expect_error(w.get(path), 404, "TEAM_NOT_IN_GROUP", texts({team, project}));
  expect_error(w.patch(path, R"({"roleNames":["GROUP_OWNER"]})"), 404, "TEAM_NOT_IN_GROUP",
               texts({team, project}));
  expect_ok(w.post(teams_of(project), array({on_project(team)})));
  Answer const answer = w.get(path);
  Node const one = expect_ok(answer);
  expect_members(answer, one, {"links", "roleNames", "teamId"});
  expect_text(answer, one, "teamId", team);
  expect_member(answer, one, "roleNames", texts({"GROUP_READ_ONLY"}));
}

void update(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const team = team_named(w, "core");
  std::string const path = teams_of(project) + "/" + team;
  expect_ok(w.post(teams_of(project), array({on_project(team)})));
  Answer const answer = w.patch(path, R"({"roleNames":["GROUP_OWNER","GROUP_CLUSTER_MANAGER"]})");
  Node const page = expect_ok(answer);
  expect_member(answer, page, "totalCount", "1");
  expect_equal(answer, "self", href_of(page, "self"), w.url(path));
  Node const& one = member(answer, page, "results").children.at(0);
  expect_member(answer, one, "roleNames", texts({"GROUP_OWNER", "GROUP_CLUSTER_MANAGER"}));
  expect_equal(answer, "the team", show(expect_ok(w.get(path))), show(one));
  // The id is the path's.
  expect_ok(w.patch(
      path, object({{"roleNames", texts({"GROUP_OWNER"})}, {"teamId", quoted(nobody_id)}})));
  expect_code(w.patch(path, R"({"roleNames":[]})"), 400, "VALIDATION_ERROR");
  expect_error_on(w.patch(path, "{}"), 400, "MISSING_ATTRIBUTE", "roleNames");
  expect_error_on(w.patch(path, "{}"), 400, "MISSING_ATTRIBUTE", "roleNames");
}

void remove(World& w) {
  std::string const project = w.new_project("Shared");
  std::string const team = team_named(w, "core");
  std::string const path = teams_of(project) + "/" + team;
  expect_ok(w.post(teams_of(project), array({on_project(team)})));
  expect_error_on(w.remove(w.org("/teams/" + team)), 404, "CANNOT_DELETE_TEAM_ASSIGNED_TO_PROJECT",
                  team);
  expect_no_content(w.remove(path));
  expect_error(w.remove(path), 404, "TEAM_NOT_IN_GROUP", texts({team, project}));
  expect_no_content(w.remove(w.org("/teams/" + team)));
}

void project_is_deleted(World& w) {
  std::string const project = w.new_project("Brief");
  std::string const team = team_named(w, "core");
  expect_ok(w.post(teams_of(project), array({on_project(team)})));
  expect_accepted(w.remove("/groups/" + project));
  expect_ok(w.get(w.org("/teams/" + team)));
  expect_no_content(w.remove(w.org("/teams/" + team)));
}

// As with keys: who manages access makes no owners, by way of a team neither.
void managers_of_access(World& w) {
  std::string const project = w.new_project("Managed");
  Key const manager = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(fmt::format("/groups/{}/apiKeys/{}", project, manager.id),
                    R"({"roles":["GROUP_ACCESS_MANAGER"]})"));
  std::string const team = team_named(w, "zoo");
  std::string const path = teams_of(project);
  auto const send = [&](std::string const& method, std::string const& to, std::string body) {
    return w.send(w.request(method, to, std::move(body)).by(manager.pair));
  };
  expect_error(send("POST", path, array({on_project(team, "GROUP_OWNER")})), 401,
               "USER_UNAUTHORIZED", "[]");
  expect_ok(send("POST", path, array({on_project(team)})));
  std::string const one = path + "/" + team;
  expect_error(send("PATCH", one, R"({"roleNames":["GROUP_OWNER"]})"), 401, "USER_UNAUTHORIZED",
               "[]");
  expect_ok(send("PATCH", one, R"({"roleNames":["GROUP_ACCESS_MANAGER"]})"));
  expect_no_content(send("DELETE", one, ""));
}

constexpr std::array cases{
    Case{"managers of access do not make owners", managers_of_access},
    Case{"teams are added, and all on the project are shown by name", add},
    Case{"people and keys on a project are no teams", people_and_keys_are_no_teams},
    Case{"one that cannot be added keeps the others out", refused},
    Case{"a team of another organization cannot be added", of_another_organization},
    Case{"one is returned while it is on the project", get},
    Case{"new roles take the place of the old ones", update},
    Case{"a team is deleted when it is on no project", remove},
    Case{"deleting a project keeps its teams", project_is_deleted},
};

}  // namespace
}  // namespace conformance::project_teams

std::span<conformance::Case const> conformance::project_team_cases() {
  return project_teams::cases;
}
