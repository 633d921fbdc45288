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
BOOST_DESCRIBE_STRUCT(CloudAppUser, (),
                      (country, created_at, email_address, first_name, id, last_auth, last_name,
                       links, mobile_number, roles, team_ids, username))

struct GroupRoleAssignment {
  std::string group_id{};
  std::vector<std::string> group_roles{};
};
BOOST_DESCRIBE_STRUCT(GroupRoleAssignment, (), (group_id, group_roles))

struct OrgUserRoles {
  std::vector<GroupRoleAssignment> group_role_assignments{};
  std::vector<std::string> org_roles{};
};
BOOST_DESCRIBE_STRUCT(OrgUserRoles, (), (group_role_assignments, org_roles))

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
BOOST_DESCRIBE_STRUCT(OrgUserResponse, (),
                      (country, created_at, first_name, id, invitation_created_at,
                       invitation_expires_at, inviter_username, last_auth, last_name, mobile_number,
                       org_membership_status, roles, team_ids, username))

}  // namespace atlas
