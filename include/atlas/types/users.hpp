// Shapes of people, in the forms of both versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// A person, in the form of 2023-01-01.
struct CloudAppUser {
  std::string country{};
  Date created_at{};
  std::string email_address{};
  std::string first_name{};
  std::string id{};
  std::optional<Date> last_auth{};
  std::string last_name{};
  std::vector<Link> links{};
  std::optional<std::string> mobile_number{};
  std::vector<RoleAssignment> roles{};
  std::vector<std::string> team_ids{};
  std::string username{};
};
ATLAS_FIELDS(CloudAppUser, (country, "the country: two upper-case letters (ISO 3166-1)"),
             (created_at, "when it was made"), (email_address, "the address to which mail goes"),
             (first_name, "the first name"), (id, "its id", .text = &text::object_id),
             (last_auth, "when the person last signed in"), (last_name, "the last name"),
             (links, "links to this and to what belongs to it"),
             (mobile_number, "the mobile number with the prefix of its country"),
             (roles, "roles in organizations and on projects"),
             (team_ids, "the ids of the person's teams"), (username, "the person's e-mail address"))

/// A person whose account is to be made, in the form of 2023-01-01. An invitation is made of each
/// organization and project on which the roles are; who accepts it has them.
struct CloudAppUserRequest {
  std::string username{};
  std::string password{};
  std::string first_name{};
  std::string last_name{};
  std::string country{};
  std::optional<std::string> mobile_number{};
  OptionalList<RoleAssignment> roles{};
  Date created_at{};
  std::string email_address{};
  std::string id{};
  Date last_auth{};
  std::vector<Link> links{};
  std::vector<std::string> team_ids{};
};
ATLAS_FIELDS(CloudAppUserRequest,
             (username, "the person's e-mail address", .text = &text::username),
             (password, "the password", .text = &text::password),
             (first_name, "the first name", .text = &text::first_name),
             (last_name, "the last name", .text = &text::last_name),
             (country, "the country: two upper-case letters (ISO 3166-1)", .text = &text::country),
             (mobile_number, "the mobile number with the prefix of its country",
              .text = &text::mobile_number),
             (roles, "roles to be invited to, in one organization and on its projects",
              .max_items = most::roles),
             (created_at, "when it was made", .read_only = true),
             (email_address, "the address to which mail goes: the username", .read_only = true),
             (id, "its id", .read_only = true),
             (last_auth, "when the person last signed in", .read_only = true),
             (links, "links to this and to what belongs to it", .read_only = true),
             (team_ids, "the ids of the person's teams", .read_only = true))

/// Roles on one project.
struct GroupRoleAssignment {
  std::string group_id{};
  std::vector<Role> group_roles{};
};
ATLAS_FIELDS(GroupRoleAssignment, (group_id, "the project's id", .text = &text::object_id),
             (group_roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles))

/// Roles on an organization and on its projects.
struct OrgUserRoles {
  std::vector<GroupRoleAssignment> group_role_assignments{};
  std::vector<Role> org_roles{};
};
ATLAS_FIELDS(OrgUserRoles, (group_role_assignments, "roles on projects"),
             (org_roles, "roles in the organization"))

/// A person, in the form of 2025-02-19: active members and people whose invitation is open, expired
/// or rejected.
struct OrgUserResponse {
  std::optional<std::string> country{};
  std::optional<Date> created_at{};
  std::optional<std::string> first_name{};
  std::string id{};
  std::optional<Date> invitation_created_at{};
  Nullable<Date> invitation_expires_at{};
  std::optional<std::string> inviter_username{};
  std::optional<Date> last_auth{};
  std::optional<std::string> last_name{};
  Nullable<std::string> mobile_number{};
  std::string org_membership_status{};
  OrgUserRoles roles{};
  std::vector<std::string> team_ids{};
  std::string username{};
};
ATLAS_FIELDS(OrgUserResponse, (country, "the country: two upper-case letters (ISO 3166-1)"),
             (created_at, "when it was made"), (first_name, "the first name"),
             (id, "its id", .text = &text::object_id),
             (invitation_created_at, "when the invitation was made"),
             (invitation_expires_at, "when the invitation ends unanswered"),
             (inviter_username, "the name of who invited"),
             (last_auth, "when the person last signed in"), (last_name, "the last name"),
             (mobile_number, "the mobile number with the prefix of its country"),
             (org_membership_status, "the person's standing, one of MembershipStatus"),
             (roles, "roles in the organization and on its projects"),
             (team_ids, "the ids of the person's teams"), (username, "the person's e-mail address"))

/// A person of a project, in the form of 2025-02-19: active members and people whose invitation is
/// open, expired or rejected.
struct GroupUserResponse {
  std::optional<std::string> country{};
  std::optional<Date> created_at{};
  std::optional<std::string> first_name{};
  std::string id{};
  std::optional<Date> invitation_created_at{};
  Nullable<Date> invitation_expires_at{};
  std::optional<std::string> inviter_username{};
  std::optional<Date> last_auth{};
  std::optional<std::string> last_name{};
  Nullable<std::string> mobile_number{};
  std::string org_membership_status{};
  std::vector<Role> roles{};
  std::string username{};
};
ATLAS_FIELDS(GroupUserResponse, (country, "the country: two upper-case letters (ISO 3166-1)"),
             (created_at, "when it was made"), (first_name, "the first name"),
             (id, "its id", .text = &text::object_id),
             (invitation_created_at, "when the invitation was made"),
             (invitation_expires_at, "when the invitation ends unanswered"),
             (inviter_username, "the name of who invited"),
             (last_auth, "when the person last signed in"), (last_name, "the last name"),
             (mobile_number, "the mobile number with the prefix of its country"),
             (org_membership_status, "the person's standing, one of MembershipStatus"),
             (roles, "the person's own roles on the project"),
             (username, "the person's e-mail address"))

/// A person to add to a project.
struct GroupUserRequest {
  std::string username{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(GroupUserRequest, (username, "the person's e-mail address", .text = &text::email),
             (roles, "roles on the project, at least one", .text = &text::group_role,
              .non_empty = true, .max_items = most::roles))

/// One role on a project, to give or to take.
struct AddOrRemoveGroupRole {
  Role group_role{};
};
ATLAS_FIELDS(AddOrRemoveGroupRole, (group_role, "a role on the project", .text = &text::group_role))

/// Roles on an organization and on its projects, as a request gives them.
struct OrgUserRolesRequest {
  std::vector<Role> org_roles{};
  OptionalList<GroupRoleAssignment> group_role_assignments{};
};
ATLAS_FIELDS(OrgUserRolesRequest,
             (org_roles, "roles in the organization, at least one", .text = &text::org_role,
              .non_empty = true, .max_items = most::roles),
             (group_role_assignments, "roles on projects; left out, those that there are stay",
              .max_items = most::projects))

/// A person to invite to an organization.
struct OrgUserRequest {
  std::string username{};
  OrgUserRolesRequest roles{};
  OptionalList<std::string> team_ids{};
};
ATLAS_FIELDS(OrgUserRequest, (username, "the person's e-mail address", .text = &text::email),
             (roles, "roles in the organization and on its projects"),
             (team_ids, "the ids of teams to join", .text = &text::object_id,
              .max_items = most::teams))

/// What to change of a person in an organization.
struct OrgUserUpdateRequest {
  std::optional<OrgUserRolesRequest> roles{};
  OptionalList<std::string> team_ids{};
};
ATLAS_FIELDS(OrgUserUpdateRequest, (roles, "roles in the organization and on its projects"),
             (team_ids, "the ids of all teams to be in", .text = &text::object_id,
              .max_items = most::teams))

/// One role in an organization, to give or to take.
struct AddOrRemoveOrgRole {
  Role org_role{};
};
ATLAS_FIELDS(AddOrRemoveOrgRole, (org_role, "a role in the organization", .text = &text::org_role))

/// The roles that a person has in an organization.
struct UpdateOrgRolesForUser {
  OptionalList<Role> org_roles{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(UpdateOrgRolesForUser,
             (org_roles, "roles in the organization", .text = &text::org_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::no_roles_in_assignment, .answered = true),
             (links, "links to this and to what belongs to it", .read_only = true))

/// The roles that a person has on one project by himself, not by a team.
struct UpdateGroupRolesForUser {
  OptionalList<Role> group_roles{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(UpdateGroupRolesForUser,
             (group_roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::no_roles_in_assignment, .answered = true),
             (links, "links to this and to what belongs to it", .read_only = true))

}  // namespace atlas
