// What a store holds from its first moment to show whose key it is sealed with.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "security/vault.hpp"
#include "store/database.hpp"

namespace orgd {

/// Fills a new store, in the transaction that makes it one.
using FirstRows = std::function<Task<Done>(Transaction&, Vault const&)>;

/// For people: the database is somebody's.
inline constexpr char const* store_taken_text =
    "the database holds a store already; serve it with its own key";

/// Makes an empty database a store: writes the proof of the key, then `rows` (may be empty), then
/// calls `last` (may be empty), all in one transaction. Throws std::runtime_error with a message
/// for people when the database holds a store already or the rows are refused.
void make_store(Database& database, Vault const& vault, FirstRows const& rows,
                std::function<void()> const& last);

/// The proof that the store holds, as it is sealed; nothing when the database holds no store.
std::optional<std::string> find_key_proof(Database& database);

/// Whether the key of the vault has sealed it.
bool proves(std::string_view sealed, Vault const& vault);

}  // namespace orgd
