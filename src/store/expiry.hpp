// What time alone makes of service accounts: secrets of which the audit trail has to tell that they
// expire, and accounts that still have tokens which expired long ago.
#pragma once

#include "store/organizations.hpp"

namespace orgd::store {

/// How long before its end a secret is one that expires soon.
inline constexpr std::chrono::days expires_soon{7};

/// What the audit trail has told of a secret.
enum class Told : std::uint8_t { nothing, expiring, expired };

/// Organizations that have secrets of which no more than this was told and which expire until then,
/// the longest waiting first; one of them as often as it has such secrets.
Task<std::vector<OrgId>> list_organizations_to_tell(Transaction& tx, Told told, Seconds until,
                                                    std::int64_t limit);

/// The organization's secrets that expire after `from` and not after `until` count as told of;
/// whether there was one of which so much was not told before.
Task<bool> mark_told(Transaction& tx, LockedOrg const& org, Told told, Seconds from, Seconds until);

/// Of what, as far as it was told, an organization has at least one secret.
struct ToldStates {
  bool expiring = false;
  bool expired = false;
};
Task<ToldStates> told_states(Transaction& tx, OrgId org_id);

struct TokenHolder {
  OrgId org_id{};
  AccountId account_id{};
};
BOOST_DESCRIBE_STRUCT(TokenHolder, (), (org_id, account_id))

/// Accounts with tokens that expired before that moment; one of them as often as it has such
/// tokens.
Task<std::vector<TokenHolder>> list_holders_of_dead_tokens(Transaction& tx, Seconds before,
                                                           std::int64_t limit);

}  // namespace orgd::store
