// Shapes of people, in the forms of both versions.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// A person, in the form of 2023-01-01.
struct CloudAppUser {
  std::string country{};                       ///< two upper-case letters (ISO 3166-1)
  Date created_at{};                           ///< when it was made
  std::string email_address{};                 ///< to which mail goes
  std::string first_name{};                    ///< 1 to 64 characters
  std::string id{};                            ///< 24 hexadecimal digits
  std::optional<Date> last_auth{};             ///< when the person last signed in
  std::string last_name{};                     ///< 1 to 64 characters
  std::vector<Link> links{};                   ///< to this and what belongs to it
  std::optional<std::string> mobile_number{};  ///< with the prefix of its country
  std::vector<RoleAssignment> roles{};         ///< on organizations and projects
  std::vector<std::string> team_ids{};         ///< of its teams
  std::string username{};                      ///< an e-mail address
};
BOOST_DESCRIBE_STRUCT(CloudAppUser, (),
                      (country, created_at, email_address, first_name, id, last_auth, last_name,
                       links, mobile_number, roles, team_ids, username))

/// Roles on one project.
struct GroupRoleAssignment {
  std::string group_id{};           ///< of the project
  std::vector<Role> group_roles{};  ///< as GroupRole::group_owner
};
BOOST_DESCRIBE_STRUCT(GroupRoleAssignment, (), (group_id, group_roles))

/// Roles on an organization and on its projects.
struct OrgUserRoles {
  std::vector<GroupRoleAssignment> group_role_assignments{};  ///< roles on projects
  std::vector<Role> org_roles{};                              ///< as OrgRole::org_owner
};
BOOST_DESCRIBE_STRUCT(OrgUserRoles, (), (group_role_assignments, org_roles))

/// A person, in the form of 2025-02-19: active members and people whose invitation is open, expired
/// or rejected.
struct OrgUserResponse {
  std::optional<std::string> country{};           ///< two upper-case letters (ISO 3166-1)
  std::optional<Date> created_at{};               ///< when it was made
  std::optional<std::string> first_name{};        ///< 1 to 64 characters
  std::string id{};                               ///< 24 hexadecimal digits
  std::optional<Date> invitation_created_at{};    ///< when the invitation was made
  Nullable<Date> invitation_expires_at{};         ///< when the invitation ends unanswered
  std::optional<std::string> inviter_username{};  ///< who invited
  std::optional<Date> last_auth{};                ///< when the person last signed in
  std::optional<std::string> last_name{};         ///< 1 to 64 characters
  Nullable<std::string> mobile_number{};          ///< with the prefix of its country
  std::string org_membership_status{};            ///< a wire name of MembershipStatus
  OrgUserRoles roles{};                           ///< on the organization and its projects
  std::vector<std::string> team_ids{};            ///< of its teams
  std::string username{};                         ///< an e-mail address
};
BOOST_DESCRIBE_STRUCT(OrgUserResponse, (),
                      (country, created_at, first_name, id, invitation_created_at,
                       invitation_expires_at, inviter_username, last_auth, last_name, mobile_number,
                       org_membership_status, roles, team_ids, username))

}  // namespace atlas
