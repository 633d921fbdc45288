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
  std::string group_id{};
  std::vector<std::string> roles{};
};
BOOST_DESCRIBE_STRUCT(GroupRoleAssignmentRequest, (), (group_id, roles))

/// The same in answers: one element for each role.
struct InvitationGroupRole {
  std::string group_id{};
  std::string group_role{};
};
BOOST_DESCRIBE_STRUCT(InvitationGroupRole, (), (group_id, group_role))

struct OrganizationInvitationUpdateRequest {
  std::optional<std::vector<std::string>> roles{};
  std::optional<std::vector<std::string>> team_ids{};
  std::optional<std::vector<GroupRoleAssignmentRequest>> group_role_assignments{};
};
BOOST_DESCRIBE_STRUCT(OrganizationInvitationUpdateRequest, (),
                      (roles, team_ids, group_role_assignments))

struct OrganizationInvitationRequest {
  std::string username{};
  std::optional<std::vector<std::string>> roles{};
  std::optional<std::vector<std::string>> team_ids{};
  std::optional<std::vector<GroupRoleAssignmentRequest>> group_role_assignments{};
};
BOOST_DESCRIBE_STRUCT(OrganizationInvitationRequest, (),
                      (username, roles, team_ids, group_role_assignments))

struct OrganizationInvitation {
  Date created_at{};
  Date expires_at{};
  std::vector<InvitationGroupRole> group_role_assignments{};
  std::string id{};
  std::string inviter_username{};  ///< the public key when an API key invited
  std::string org_id{};
  std::string org_name{};
  std::vector<std::string> roles{};
  std::vector<std::string> team_ids{};
  std::string username{};
};
BOOST_DESCRIBE_STRUCT(OrganizationInvitation, (),
                      (created_at, expires_at, group_role_assignments, id, inviter_username, org_id,
                       org_name, roles, team_ids, username))

/// What a person without an account gives while accepting.
struct AcceptInvitationRequest {
  std::optional<std::string> first_name{};
  std::optional<std::string> last_name{};
  std::optional<std::string> country{};
  std::optional<std::string> password{};
};
BOOST_DESCRIBE_STRUCT(AcceptInvitationRequest, (), (first_name, last_name, country, password))

}  // namespace atlas
