// What is written of a membership, by its two beginnings alone. Who reads one gets a Member.
#pragma once

#include "store/people.hpp"

namespace orgd::store {

struct MembershipRow {
  OrgId org_id{};
  UserId user_id{};
  std::string_view spelling{};
  std::string_view username{};
  Standing status{};
  std::string roles{};
  bool is_owner{};
  std::optional<std::string_view> first_name{};
  std::optional<std::string_view> last_name{};
  std::optional<std::string_view> country{};
  std::optional<std::string_view> mobile_number{};
  std::optional<Seconds> account_created_at{};
  std::optional<Seconds> last_auth_at{};
  std::optional<Seconds> joined_at{};
  std::optional<InvitationId> invitation_id{};
  std::optional<Seconds> invited_at{};
  std::optional<Seconds> expires_at{};
  std::optional<std::string_view> inviter{};
  std::optional<std::string_view> token_hash{};

  static constexpr std::string_view table = "membership";
};
BOOST_DESCRIBE_STRUCT(MembershipRow, (),
                      (org_id, user_id, spelling, username, status, roles, is_owner, first_name,
                       last_name, country, mobile_number, account_created_at, last_auth_at,
                       joined_at, invitation_id, invited_at, expires_at, inviter, token_hash))

struct TeamMemberRow {
  OrgId org_id{};
  UserId user_id{};
  TeamId team_id{};

  static constexpr std::string_view table = "team_member";
  static constexpr std::array<std::string_view, 1> varying{"team_id"};
};
BOOST_DESCRIBE_STRUCT(TeamMemberRow, (), (org_id, user_id, team_id))

}  // namespace orgd::store
