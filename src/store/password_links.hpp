// Links that set the password of an account, known by the hashes of their tokens alone.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

/// How a link reached its holder.
enum class LinkMaker : std::uint8_t { mail, operator_ };

struct PasswordLink {
  UserId user_id{};
  std::string token_hash{};
  Seconds created_at{};
  Seconds expires_at{};
  LinkMaker made_by{};

  static constexpr std::string_view table = "password_link";
};
BOOST_DESCRIBE_STRUCT(PasswordLink, (), (user_id, token_hash, created_at, expires_at, made_by))

Task<Done> insert_password_link(Transaction& tx, PasswordLink const& link);
/// Nothing when it was used, or has expired.
Task<std::optional<PasswordLink>> find_password_link(Transaction& tx, UserId user_id,
                                                     std::string_view token_hash, Seconds now);
/// Uses it up, and with it all others of the account. False: there is none that can be used.
Task<bool> use_password_link(Transaction& tx, UserId user_id, std::string_view token_hash,
                             Seconds now);
Task<Done> forget_password_links(Transaction& tx, UserId user_id);
/// Whether there are any that expired before then, and forgetting them.
Task<bool> any_password_link_over(Transaction& tx, Seconds before);
Task<Done> drop_password_links(Transaction& tx, Seconds before);

}  // namespace orgd::store
