// Shapes of teams, of their users and of their roles on projects.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// A team as it is created.
struct Team {
  std::string name{};
  std::vector<std::string> usernames{};
  std::string id{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(Team, (name, "the name as people see it", .text = &text::team_name),
             (usernames, "the e-mail addresses of its first users", .text = &text::email,
              .non_empty = true, .max_items = most::team_users,
              .missing = Code::cannot_create_empty_team),
             (id, "its id", .text = &text::object_id, .read_only = true),
             (links, "links to this and to what belongs to it", .read_only = true))

/// What to change of a team.
struct TeamUpdate {
  std::string name{};
  std::vector<std::string> usernames{};
  std::string id{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(TeamUpdate, (name, "the name as people see it", .text = &text::team_name),
             (usernames, "the e-mail addresses of its users, which stay", .text = &text::email,
              .read_only = true),
             (id, "its id", .text = &text::object_id, .read_only = true),
             (links, "links to this and to what belongs to it", .read_only = true))

/// A team.
struct TeamResponse {
  std::string id{};
  std::vector<Link> links{};
  std::string name{};
};
ATLAS_FIELDS(TeamResponse, (id, "its id", .text = &text::object_id),
             (links, "links to this and to what belongs to it"),
             (name, "the name as people see it"))

/// A person to add to a team.
struct AddUserToTeam {
  std::string id{};
};
ATLAS_FIELDS(AddUserToTeam, (id, "the person's id", .text = &text::object_id))

/// A team on a project.
struct TeamRole {
  std::string team_id{};
  std::vector<Role> role_names{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(TeamRole, (team_id, "the team's id", .text = &text::object_id),
             (role_names, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles),
             (links, "links to this and to what belongs to it", .read_only = true))

/// What to change of a team on a project.
struct TeamRoleUpdate {
  OptionalList<Role> role_names{};
  std::string team_id{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(TeamRoleUpdate,
             (role_names, "roles on the project, at least one", .text = &text::group_role,
              .max_items = most::roles),
             (team_id, "the team's id", .text = &text::object_id, .read_only = true),
             (links, "links to this and to what belongs to it", .read_only = true))

// The rule of a body that is a list as a whole names no member.
/// @cond
template <>
inline constexpr std::array rules<std::vector<AddUserToTeam>>{
    FieldRule{.field = "", .max_items = most::team_users}};
template <>
inline constexpr std::array rules<std::vector<TeamRole>>{
    FieldRule{.field = "", .max_items = most::teams}};
/// @endcond

}  // namespace atlas
