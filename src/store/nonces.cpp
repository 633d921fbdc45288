// SQL of nonces.
#include "store/nonces.hpp"

namespace orgd::store {

Task<bool> claim_nonce(Transaction& tx, NonceUse const& use) {
  // Not DO NOTHING: a claim whose answer was lost is made again by the same request.
  auto const rows = co_await tx.query(
      "INSERT INTO nonce_count (nonce, count, request, expires_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (nonce, count) DO UPDATE SET request = excluded.request "
      "WHERE nonce_count.request = excluded.request RETURNING count",
      use.nonce, use.count, use.request, use.expires_at);
  co_return !rows.empty();
}

Task<Done> drop_nonces(Transaction& tx, Seconds now) {
  co_await tx.query("DELETE FROM nonce_count WHERE expires_at < $1", now);
  co_return Done{};
}

Task<Done> drop_old_nonces(Transaction& tx, Seconds now) {
  co_await tx.query("DELETE FROM nonce_use WHERE expires_at < $1", now);
  co_return Done{};
}

}  // namespace orgd::store
