// Nonces that any server of a store may have seen: those of Digest where replays are refused by all
// of them, and challenges of passkeys.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

struct NonceUse {
  std::string_view nonce;
  std::int64_t count;
  std::string_view request;  ///< who counts; unique among all servers
  Seconds expires_at;

  static constexpr std::string_view table = "nonce_count";
};
BOOST_DESCRIBE_STRUCT(NonceUse, (), (nonce, count, request, expires_at))

/// True when the nonce was not used with this count; it counts as used then. The same use may be
/// claimed again.
Task<bool> claim_nonce(Transaction& tx, NonceUse const& use);

/// Whether there are nonces that nobody needs any more.
Task<bool> any_nonce_over(Transaction& tx, Seconds now);
/// Forgets nonces that have expired.
Task<Done> drop_nonces(Transaction& tx, Seconds now);
/// The same of those that servers wrote before nonce_count was.
Task<Done> drop_old_nonces(Transaction& tx, Seconds now);

}  // namespace orgd::store
