// Second factors of people, and the codes that help whoever has lost them. Secrets are here
// encrypted, codes as their hashes alone.
#pragma once

#include <span>

#include "store/record_sql.hpp"

namespace orgd::store {

enum class FactorType : std::uint8_t { totp, passkey };

struct Factor {
  UserId user_id{};
  FactorId factor_id{};
  FactorType type{};
  std::string name{};
  std::optional<std::string> secret{};  ///< of a TOTP, sealed for the factor's id
  /// Of a passkey that was confirmed; both in base64url.
  std::optional<std::string> credential_id{};
  std::optional<std::string> public_key{};
  std::int64_t algorithm{};   ///< of its key, as COSE counts
  std::int64_t sign_count{};  ///< what its authenticator last said
  Seconds created_at{};
  std::optional<Seconds> confirmed_at{};  ///< nothing: it counts for nothing yet
  std::optional<Seconds> last_used_at{};
  std::int64_t last_step{};  ///< the latest that was used

  static constexpr std::string_view table = "factor";
};
BOOST_DESCRIBE_STRUCT(Factor, (),
                      (user_id, factor_id, type, name, secret, credential_id, public_key, algorithm,
                       sign_count, created_at, confirmed_at, last_used_at, last_step))

/// All of a person, by id.
Task<std::vector<Factor>> list_factors(Transaction& tx, UserId user_id);
/// Adds one, unless it is there.
Task<Done> insert_factor(Transaction& tx, Factor const& factor);
/// Forgets those that the person never confirmed.
Task<Done> drop_pending_factors(Transaction& tx, UserId user_id, FactorType type);
/// A use of a factor in one step of time.
struct FactorUse {
  UserId user_id{};
  FactorId factor_id{};
  std::int64_t step{};
  Seconds at{};
};
/// The person has shown that it works. False: somebody did so before, or it is gone.
Task<bool> confirm_factor(Transaction& tx, FactorUse const& use);
/// False: this step, or a later one, was used before. One of several servers gets true.
Task<bool> use_factor(Transaction& tx, FactorUse const& use);
/// The same of a passkey, whose key is known only now.
Task<bool> confirm_passkey(Transaction& tx, Factor const& passkey);
struct PasskeyCount {
  UserId user_id{};
  FactorId factor_id{};
  std::int64_t sign_count{};
  Seconds at{};
};
/// False: the passkey is gone.
Task<bool> use_passkey(Transaction& tx, PasskeyCount const& use);
/// Whether there was one.
Task<bool> delete_factor(Transaction& tx, UserId user_id, FactorId factor_id);
/// All of them; how many these were.
Task<std::int64_t> delete_factors(Transaction& tx, UserId user_id);

inline constexpr std::size_t recovery_codes_of_one = 10;
using RecoveryHashes = std::array<std::string, recovery_codes_of_one>;
/// In place of those before.
Task<Done> replace_recovery_codes(Transaction& tx, UserId user_id, RecoveryHashes const& hashes);
/// The hashes of those that are left.
Task<std::vector<std::string>> list_recovery_codes(Transaction& tx, UserId user_id);
/// False: it was used before. One of several servers gets true.
Task<bool> use_recovery_code(Transaction& tx, UserId user_id, std::string_view code_hash);
Task<Done> delete_recovery_codes(Transaction& tx, UserId user_id);

}  // namespace orgd::store
