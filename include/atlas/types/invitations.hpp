// Shapes of invitations to an organization or a project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// Project roles that an invitation grants on acceptance, as a request gives them.
struct InvitationGroupRoles {
  std::string group_id{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(InvitationGroupRoles, (group_id, "the project's id", .text = &text::object_id),
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles))

/// The same in answers: one element for each role.
struct InvitationGroupRole {
  std::string group_id{};
  Role group_role{};
};
ATLAS_FIELDS(InvitationGroupRole, (group_id, "the project's id", .text = &text::object_id),
             (group_role, "one role on the project"))

/// What to change of an invitation that the path names.
struct OrganizationInvitationUpdateRequest {
  OptionalList<Role> roles{};
  OptionalList<std::string> team_ids{};
  OptionalList<InvitationGroupRoles> group_role_assignments{};
};
ATLAS_FIELDS(OrganizationInvitationUpdateRequest,
             (roles, "roles in the organization", .text = &text::org_role, .non_empty = true,
              .max_items = most::roles, .missing = Code::validation_error),
             (team_ids, "the ids of teams to join", .text = &text::object_id,
              .max_items = most::teams),
             (group_role_assignments, "roles on projects", .max_items = most::projects))

/// An invitation to make, or to change for the person it names.
struct OrganizationInvitationRequest {
  std::string username{};
  OptionalList<Role> roles{};
  OptionalList<std::string> team_ids{};
  OptionalList<InvitationGroupRoles> group_role_assignments{};
};
ATLAS_FIELDS(OrganizationInvitationRequest,
             (username, "the person's e-mail address", .text = &text::email),
             (roles,
              "roles in the organization; a new invitation without any is for an ORG_MEMBER, a "
              "change needs one",
              .text = &text::org_role, .max_items = most::roles),
             (team_ids, "the ids of teams to join", .text = &text::object_id,
              .max_items = most::teams),
             (group_role_assignments, "roles on projects", .max_items = most::projects))

/// A pending invitation.
struct OrganizationInvitation {
  Date created_at{};
  Date expires_at{};
  std::vector<InvitationGroupRole> group_role_assignments{};
  std::string id{};
  std::string inviter_username{};
  std::string org_id{};
  std::string org_name{};
  std::vector<Role> roles{};
  std::vector<std::string> team_ids{};
  std::string username{};
};
ATLAS_FIELDS(OrganizationInvitation, (created_at, "when it was made"),
             (expires_at, "when it ends unanswered"), (group_role_assignments, "roles on projects"),
             (id, "its id", .text = &text::object_id),
             (inviter_username, "who invited: of an API key, its public key"),
             (org_id, "the organization's id", .text = &text::object_id),
             (org_name, "the organization's name"), (roles, "roles in the organization"),
             (team_ids, "the ids of teams to join"), (username, "the person's e-mail address"))

/// An invitation to a project to make, or to change for the person it names.
struct GroupInvitationRequest {
  std::string username{};
  std::vector<Role> roles{};
};
ATLAS_FIELDS(GroupInvitationRequest,
             (username, "the person's e-mail address", .text = &text::email),
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles))

/// What to change of an invitation to a project that the path names.
struct GroupInvitationUpdateRequest {
  std::vector<Role> roles{};
};
ATLAS_FIELDS(GroupInvitationUpdateRequest,
             (roles, "roles on the project", .text = &text::group_role, .non_empty = true,
              .max_items = most::roles))

/// A pending invitation to a project.
struct GroupInvitation {
  Date created_at{};
  Date expires_at{};
  std::string group_id{};
  std::string group_name{};
  std::string id{};
  std::string inviter_username{};
  std::vector<Role> roles{};
  std::string username{};
};
ATLAS_FIELDS(GroupInvitation, (created_at, "when it was made"),
             (expires_at, "when it ends unanswered"),
             (group_id, "the project's id", .text = &text::object_id),
             (group_name, "the project's name"), (id, "its id", .text = &text::object_id),
             (inviter_username, "who invited: of an API key, its public key"),
             (roles, "roles on the project"), (username, "the person's e-mail address"))

/// The link's secret, and what a person without an account gives while accepting.
struct AcceptInvitationRequest {
  std::string token{};
  std::optional<std::string> first_name{};
  std::optional<std::string> last_name{};
  std::optional<std::string> country{};
  std::optional<std::string> password{};
};
ATLAS_FIELDS(AcceptInvitationRequest, (token, "what stands behind `#token=` in the link"),
             (first_name, "the first name", .text = &text::first_name),
             (last_name, "the last name", .text = &text::last_name),
             (country, "the country: two upper-case letters (ISO 3166-1)", .text = &text::country),
             (password, "a new password", .text = &text::password))

/// The link's secret.
struct RejectInvitationRequest {
  std::string token{};
};
ATLAS_FIELDS(RejectInvitationRequest, (token, "what stands behind `#token=` in the link"))

}  // namespace atlas
