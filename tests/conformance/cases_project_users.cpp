// People of a project: changing the roles that they have there by themselves, and taking them away.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::project_users {
namespace {

std::string user_on(std::string_view project, std::string_view user) {
  return fmt::format("/groups/{}/users/{}", project, user);
}

std::string not_there(std::string_view user, std::string_view project) {
  return array({quoted(user), quoted(project)});
}

Answer put(World& w, std::string_view path, std::string body) {
  return w.send(w.request("PUT", path, std::move(body)));
}

// What the organization's list says of a person's roles on projects.
void expect_projects(World& w, std::string_view user, std::string const& assignments) {
  Answer const answer = w.get_2025(w.org("/users"));
  Node const users = member(answer, expect_ok(answer, 200, v2025), "results");
  Node const& person = element_with(answer, users, "id", user);
  expect_member(answer, member(answer, person, "roles"), "groupRoleAssignments", assignments);
}

std::string on_project(std::string_view project, std::initializer_list<std::string_view> roles) {
  return object({{"groupId", quoted(project)}, {"groupRoles", texts(roles)}});
}

// Invited to a project, and still to accept.
std::string pending_on(World& w, std::string_view username, std::string const& project) {
  std::string const on_it =
      object({{"groupId", quoted(project)}, {"roles", texts({"GROUP_READ_ONLY"})}});
  expect_ok(w.post(w.org("/invites"), object({{"username", quoted(username)},
                                              {"groupRoleAssignments", array({on_it})}})));
  Answer const answer = w.get_2025(w.org("/users"));
  Node const users = member(answer, expect_ok(answer, 200, v2025), "results");
  return text_of(answer, element_with(answer, users, "username", username), "id");
}

void remove(World& w) {
  std::string const project = w.new_project("Left");
  std::string const other = w.new_project("Kept");
  std::string const path = user_on(project, w.owner_id());
  expect_no_content(w.remove(path));
  expect_projects(w, w.owner_id(), array({on_project(other, {"GROUP_OWNER"})}));
  expect_error(w.remove(path), 404, "USER_NOT_IN_GROUP", not_there(w.owner_id(), project));
}

void change_roles(World& w) {
  std::string const project = w.new_project("Changed");
  std::string const path = user_on(project, w.owner_id()) + "/roles";
  constexpr std::string_view wanted =
      R"({"groupRoles":["GROUP_READ_ONLY","GROUP_BACKUP_MANAGER","GROUP_READ_ONLY"]})";
  Answer const answer = put(w, path, std::string(wanted));
  Node const shown = expect_ok(answer);
  expect_members(answer, shown, {"groupRoles", "links"});
  expect_member(answer, shown, "groupRoles", texts({"GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"}));
  expect_equal(answer, "self", href_of(shown, "self"), w.url(path));
  std::string const roles =
      array({on_project(project, {"GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"})});
  expect_projects(w, w.owner_id(), roles);
  expect_body(put(w, path, std::string(wanted)), answer.body);
  expect_projects(w, w.owner_id(), roles);
}

void no_roles(World& w) {
  std::string const path = user_on(w.new_project("Some"), w.owner_id()) + "/roles";
  expect_code(put(w, path, R"({"groupRoles":[]})"), 403, "NO_ROLES_IN_ASSIGNMENT");
  expect_code(put(w, path, "{}"), 403, "NO_ROLES_IN_ASSIGNMENT");
  expect_error_on(put(w, path, R"({"groupRoles":["ORG_OWNER"]})"), 400, "INVALID_ROLE_FOR_GROUP",
                  "ORG_OWNER");
}

void not_of_the_project(World& w) {
  std::string const project = w.new_project("Strange");
  std::string const member = w.new_member(w.person("dana")).find("id")->text;
  std::string const pending = pending_on(w, "zoe@example.org", project);
  for (std::string const& user : {member, pending, std::string(nobody_id)}) {
    std::string const path = user_on(project, user);
    expect_error(w.remove(path), 404, "USER_NOT_IN_GROUP", not_there(user, project));
    expect_error(put(w, path + "/roles", R"({"groupRoles":["GROUP_OWNER"]})"), 404,
                 "USER_NOT_IN_GROUP", not_there(user, project));
  }
  expect_projects(w, member, "[]");
  expect_projects(w, pending, array({on_project(project, {"GROUP_READ_ONLY"})}));
}

void managers_of_access(World& w) {
  std::string const project = w.new_project("Managed");
  Key const manager = w.new_key("ORG_MEMBER");
  expect_ok(w.patch(fmt::format("/groups/{}/apiKeys/{}", project, manager.id),
                    R"({"roles":["GROUP_ACCESS_MANAGER"]})"));
  std::string const path = user_on(project, w.owner_id());
  expect_error(w.send(w.request("PUT", path + "/roles", R"({"groupRoles":["GROUP_READ_ONLY"]})")
                          .by(manager.pair)),
               401, "USER_UNAUTHORIZED", "[]");
  expect_no_content(w.send(w.request("DELETE", path).by(manager.pair)));
}

constexpr std::array cases{
    Case{"a person who is removed keeps other projects and the organization", remove},
    Case{"new roles of a person replace those on the project", change_roles},
    Case{"a person keeps at least one role", no_roles},
    Case{"who has no role of their own on the project, or has not joined, is not found",
         not_of_the_project},
    Case{"managers of access remove people, and give them no roles", managers_of_access},
};

}  // namespace
}  // namespace conformance::project_users

std::span<conformance::Case const> conformance::project_user_cases() {
  return project_users::cases;
}
