// SQL of nonces.
#include "store/nonces.hpp"

namespace orgd::store {

Task<bool> claim_nonce(Transaction& tx, NonceUse const& use) {
  auto const rows = co_await tx.query(
      "INSERT INTO nonce_use (nonce, count, request, expires_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (nonce) DO UPDATE SET count = excluded.count, request = excluded.request "
      "WHERE nonce_use.count < excluded.count "
      "OR (nonce_use.count = excluded.count AND nonce_use.request = excluded.request) "
      "RETURNING count",
      use.nonce, use.count, use.request, use.expires_at);
  co_return !rows.empty();
}

Task<Done> drop_nonces(Transaction& tx, Seconds now) {
  co_await tx.query("DELETE FROM nonce_use WHERE expires_at < $1", now);
  co_return Done{};
}

}  // namespace orgd::store
