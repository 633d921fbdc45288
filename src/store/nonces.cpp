// SQL of nonces.
#include "store/nonces.hpp"

namespace orgd::store {

Task<bool> claim_nonce(Transaction& tx, NonceUse const& use) {
  // Not DO NOTHING: a claim whose answer was lost is made again by the same request.
  auto const rows =
      co_await insert<NonceUse,
                      " ON CONFLICT (nonce, count) DO UPDATE SET request = excluded.request "
                      "WHERE nonce_count.request = excluded.request RETURNING count">(tx, use);
  co_return !rows.empty();
}

Task<bool> any_nonce_over(Transaction& tx, Seconds now) {
  auto const rows =
      co_await tx.query("SELECT 1 FROM nonce_count WHERE expires_at < $1 LIMIT 1", now);
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
