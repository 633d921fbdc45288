// Shapes of invitations to an organization.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// Project roles that an invitation grants on acceptance, as a request gives them.
struct GroupRoleAssignmentRequest {
  std::string group_id{};     ///< of the project
  std::vector<Role> roles{};  ///< as GroupRole::group_owner
};
BOOST_DESCRIBE_STRUCT(GroupRoleAssignmentRequest, (), (group_id, roles))

/// The same in answers: one element for each role.
struct InvitationGroupRole {
  std::string group_id{};  ///< of the project
  Role group_role{};       ///< as GroupRole::group_owner
};
BOOST_DESCRIBE_STRUCT(InvitationGroupRole, (), (group_id, group_role))

/// What to change of an invitation that the path names.
struct OrganizationInvitationUpdateRequest {
  OptionalList<Role> roles{};                                         ///< as OrgRole::org_owner
  OptionalList<std::string> team_ids{};                               ///< of teams to join
  OptionalList<GroupRoleAssignmentRequest> group_role_assignments{};  ///< roles on projects
};
BOOST_DESCRIBE_STRUCT(OrganizationInvitationUpdateRequest, (),
                      (roles, team_ids, group_role_assignments))

/// An invitation to make, or to change for the person it names.
struct OrganizationInvitationRequest {
  std::string username{};                                             ///< an e-mail address
  OptionalList<Role> roles{};                                         ///< as OrgRole::org_owner
  OptionalList<std::string> team_ids{};                               ///< of teams to join
  OptionalList<GroupRoleAssignmentRequest> group_role_assignments{};  ///< roles on projects
};
BOOST_DESCRIBE_STRUCT(OrganizationInvitationRequest, (),
                      (username, roles, team_ids, group_role_assignments))

/// A pending invitation.
struct OrganizationInvitation {
  Date created_at{};                                          ///< when it was made
  Date expires_at{};                                          ///< when it ends unanswered
  std::vector<InvitationGroupRole> group_role_assignments{};  ///< roles on projects
  std::string id{};                                           ///< 24 hexadecimal digits
  std::string inviter_username{};       ///< the public key when an API key invited
  std::string org_id{};                 ///< of the organization
  std::string org_name{};               ///< name of the organization
  std::vector<Role> roles{};            ///< as OrgRole::org_owner
  std::vector<std::string> team_ids{};  ///< of teams to join
  std::string username{};               ///< an e-mail address
};
BOOST_DESCRIBE_STRUCT(OrganizationInvitation, (),
                      (created_at, expires_at, group_role_assignments, id, inviter_username, org_id,
                       org_name, roles, team_ids, username))

/// The link's secret, and what a person without an account gives while accepting.
struct AcceptInvitationRequest {
  std::string token{};                      ///< behind `#token=` in the link
  std::optional<std::string> first_name{};  ///< 1 to 64 characters
  std::optional<std::string> last_name{};   ///< 1 to 64 characters
  std::optional<std::string> country{};     ///< two upper-case letters (ISO 3166-1)
  std::optional<std::string> password{};    ///< 8 to 256 characters
};
BOOST_DESCRIBE_STRUCT(AcceptInvitationRequest, (),
                      (token, first_name, last_name, country, password))

/// The link's secret.
struct RejectInvitationRequest {
  std::string token{};  ///< behind `#token=` in the link
};
BOOST_DESCRIBE_STRUCT(RejectInvitationRequest, (), (token))

}  // namespace atlas
