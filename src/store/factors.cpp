// SQL of second factors. Whether a code counts is for one statement to decide, so that it counts
// once wherever it is shown.
#include "store/factors.hpp"

namespace orgd::store {

Task<std::vector<Factor>> list_factors(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Factor>, " FROM factor WHERE user_id = $1 ORDER BY factor_id">,
      user_id);
  co_return all_of<Factor>(rows);
}

Task<Done> insert_factor(Transaction& tx, Factor const& factor) {
  tx.changes_person(factor.user_id);
  co_await insert<Factor, " ON CONFLICT DO NOTHING">(tx, factor);
  co_return Done{};
}

Task<Done> drop_pending_factors(Transaction& tx, UserId user_id, FactorType type) {
  tx.changes_person(user_id);
  co_await tx.query("DELETE FROM factor WHERE user_id = $1 AND type = $2 AND confirmed_at IS NULL",
                    user_id, type);
  co_return Done{};
}

Task<bool> confirm_factor(Transaction& tx, FactorUse const& use) {
  tx.changes_person(use.user_id);
  auto const rows = co_await tx.query(
      "UPDATE factor SET confirmed_at = $4, last_used_at = $4, last_step = $3 WHERE user_id = $1 "
      "AND factor_id = $2 AND confirmed_at IS NULL RETURNING factor_id",
      use.user_id, use.factor_id, use.step, use.at);
  co_return !rows.empty();
}

Task<bool> use_factor(Transaction& tx, FactorUse const& use) {
  tx.changes_person(use.user_id);
  auto const rows = co_await tx.query(
      "UPDATE factor SET last_used_at = $4, last_step = $3 WHERE user_id = $1 AND factor_id = $2 "
      "AND confirmed_at IS NOT NULL AND last_step < $3 RETURNING factor_id",
      use.user_id, use.factor_id, use.step, use.at);
  co_return !rows.empty();
}

Task<bool> confirm_passkey(Transaction& tx, Factor const& passkey) {
  tx.changes_person(passkey.user_id);
  auto const rows = co_await tx.query(
      "UPDATE factor SET confirmed_at = $3, last_used_at = $3, credential_id = $4, public_key = "
      "$5, "
      "algorithm = $6, sign_count = $7 WHERE user_id = $1 AND factor_id = $2 AND "
      "confirmed_at IS NULL RETURNING factor_id",
      passkey.user_id, passkey.factor_id, passkey.confirmed_at, passkey.credential_id,
      passkey.public_key, passkey.algorithm, passkey.sign_count);
  co_return !rows.empty();
}

Task<bool> use_passkey(Transaction& tx, PasskeyCount const& use) {
  tx.changes_person(use.user_id);
  auto const rows = co_await tx.query(
      "UPDATE factor SET last_used_at = $4, sign_count = $3 WHERE user_id = $1 AND factor_id = $2 "
      "AND confirmed_at IS NOT NULL RETURNING factor_id",
      use.user_id, use.factor_id, use.sign_count, use.at);
  co_return !rows.empty();
}

Task<bool> delete_factor(Transaction& tx, UserId user_id, FactorId factor_id) {
  tx.changes_person(user_id);
  auto const rows = co_await tx.query(
      "DELETE FROM factor WHERE user_id = $1 AND factor_id = $2 RETURNING factor_id", user_id,
      factor_id);
  co_return !rows.empty();
}

Task<std::int64_t> delete_factors(Transaction& tx, UserId user_id) {
  tx.changes_person(user_id);
  auto const rows =
      co_await tx.query("DELETE FROM factor WHERE user_id = $1 RETURNING factor_id", user_id);
  co_return static_cast<std::int64_t>(rows.size());
}

Task<Done> replace_recovery_codes(Transaction& tx, UserId user_id, RecoveryHashes const& hashes) {
  co_await delete_recovery_codes(tx, user_id);
  for (auto const& hash : hashes)
    co_await tx.query(
        "INSERT INTO recovery_code (user_id, code_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        user_id, hash);
  co_return Done{};
}

Task<std::vector<std::string>> list_recovery_codes(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(
      "SELECT code_hash FROM recovery_code WHERE user_id = $1 ORDER BY code_hash", user_id);
  std::vector<std::string> hashes;
  for (std::size_t i = 0; i < rows.size(); ++i) hashes.emplace_back(rows[i].text(0));
  co_return std::move(hashes);
}

Task<bool> use_recovery_code(Transaction& tx, UserId user_id, std::string_view code_hash) {
  tx.changes_person(user_id);
  auto const rows = co_await tx.query(
      "DELETE FROM recovery_code WHERE user_id = $1 AND code_hash = $2 RETURNING code_hash",
      user_id, code_hash);
  co_return !rows.empty();
}

Task<Done> delete_recovery_codes(Transaction& tx, UserId user_id) {
  tx.changes_person(user_id);
  co_await tx.query("DELETE FROM recovery_code WHERE user_id = $1", user_id);
  co_return Done{};
}

}  // namespace orgd::store
