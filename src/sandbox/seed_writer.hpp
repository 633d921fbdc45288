// Writes a seed into a store.
#pragma once

#include "sandbox/seed_error.hpp"
#include "sandbox/seed_file.hpp"
#include "security/vault.hpp"
#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd::sandbox {

struct SeedContext {
  Vault const& vault;
  Limits limits{};
  store::Seconds now{};       ///< the world's
  std::uint64_t id_seed = 1;  ///< what ids, keys and secrets that are not given follow from
};

/// Adds all of the file, completed by the context. Everything is judged before anything is written:
/// VALIDATION_ERROR with a line of text for each error, as SeedError says it. There are no events
/// and no mails of it. Each password in the clear takes some 100 ms, unless hash_passwords() was
/// called before.
Task<Done> write_seed(Transaction& tx, SeedFile const& file, SeedContext const& context);

/// Whether a file is larger than one may be, which is judged before it is completed: what it
/// generates would have to be made to be counted.
SeedErrors faults_of_size(SeedFile const& file);

/// Passwords in the clear that one file may have.
inline constexpr std::int64_t most_clear_passwords = 200;

}  // namespace orgd::sandbox
