// SQL of links that set passwords.
#include "store/password_links.hpp"

namespace orgd::store {

Task<Done> insert_password_link(Transaction& tx, PasswordLink const& link) {
  co_await insert<PasswordLink, " ON CONFLICT DO NOTHING">(tx, link);
  co_return Done{};
}

Task<std::optional<PasswordLink>> find_password_link(Transaction& tx, UserId user_id,
                                                     std::string_view token_hash, Seconds now) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<PasswordLink>,
          " FROM password_link WHERE user_id = $1 AND token_hash = $2 AND expires_at > $3">,
      user_id, token_hash, now);
  co_return first_of<PasswordLink>(rows);
}

Task<bool> use_password_link(Transaction& tx, UserId user_id, std::string_view token_hash,
                             Seconds now) {
  // The row is locked by it: of two who use the link at once, the second finds none.
  auto const used = co_await tx.query(
      "DELETE FROM password_link WHERE user_id = $1 AND token_hash = $2 AND expires_at > $3 "
      "RETURNING user_id",
      user_id, token_hash, now);
  if (used.empty()) co_return false;
  co_await forget_password_links(tx, user_id);
  co_return true;
}

Task<Done> forget_password_links(Transaction& tx, UserId user_id) {
  co_await tx.query("DELETE FROM password_link WHERE user_id = $1", user_id);
  co_return Done{};
}

Task<bool> any_password_link_over(Transaction& tx, Seconds before) {
  auto const rows =
      co_await tx.query("SELECT 1 FROM password_link WHERE expires_at < $1 LIMIT 1", before);
  co_return !rows.empty();
}

Task<Done> drop_password_links(Transaction& tx, Seconds before) {
  co_await tx.query("DELETE FROM password_link WHERE expires_at < $1", before);
  co_return Done{};
}

}  // namespace orgd::store
