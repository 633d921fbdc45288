// Calls of 2025-02-19 about people, and people in each standing, for the cases of whoever has them.
#pragma once

#include <fmt/format.h>

#include "world.hpp"

namespace conformance::later {

inline RequestSpec as_2025(World& w, std::string method, std::string const& path,
                           std::string body = {}) {
  RequestSpec const request =
      w.request(std::move(method), path, std::move(body)).with("Accept", std::string(v2025));
  return request.body.empty() ? request : request.with("Content-Type", std::string(v2025));
}

inline Answer send(World& w, std::string method, std::string const& path, std::string body = {}) {
  return w.send(as_2025(w, std::move(method), path, std::move(body)));
}

inline std::string at(World& w, std::string_view user) {
  return w.org(fmt::format("/users/{}", user));
}

inline std::string new_user(std::string_view username, std::string_view role = "ORG_MEMBER") {
  return object({{"username", quoted(username)}, {"roles", object({{"orgRoles", texts({role})}})}});
}

inline std::string one_role(std::string_view role) { return object({{"orgRole", quoted(role)}}); }

inline std::string roles_of(std::initializer_list<std::string_view> org_roles,
                            std::string const& on_projects = "[]") {
  return object({{"groupRoleAssignments", on_projects}, {"orgRoles", texts(org_roles)}});
}

inline std::string read_only_on(std::string_view project) {
  return array(
      {object({{"groupId", quoted(project)}, {"groupRoles", texts({"GROUP_READ_ONLY"})}})});
}

inline std::string active(World& w, std::string_view name, std::string_view role = "ORG_MEMBER") {
  return w.new_member(w.person(name), role).find("id")->text;
}

// Invited by the later operation, and still to accept; the id.
inline std::string pending(World& w, std::string_view name) {
  Answer const answer = send(w, "POST", w.org("/users"), new_user(w.person(name)));
  return text_of(answer, expect_ok(answer, 201, v2025), "id");
}

inline std::string rejected(World& w, std::string_view name) {
  std::string const id = w.invite(w.person(name)).find("id")->text;
  expect_status(w.send(w.link_request(w.link_of(id, "reject"))), 204);
  Node const people = w.users_2025("?orgMembershipStatuses=INVITATION_REJECTED");
  return people.children.at(0).find("id")->text;
}

// A team of one invited person, and its id.
inline std::string new_team(World& w, std::string_view name) {
  std::string const username = w.person(name);
  w.invite(username);
  Answer const answer =
      w.post(w.org("/teams"), object({{"name", quoted(name)}, {"usernames", texts({username})}}));
  return text_of(answer, expect_ok(answer, 201), "id");
}

inline void expect_not_found(Answer const& answer, std::string_view user) {
  expect_error_on(answer, 404, "USER_NOT_FOUND", user);
}

}  // namespace conformance::later
