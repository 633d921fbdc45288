// The other way: all of a store as a seed file.
#pragma once

#include <string>

#include "sandbox/seed_file.hpp"
#include "security/vault.hpp"
#include "store/database.hpp"

namespace orgd::sandbox {

/// What a seed made of it gives again in an empty store, whatever its key: organizations, also
/// deleted ones, people, teams, projects, keys, service accounts and their tokens, with the hashes
/// of secrets. Left out are events, mails and nonces; how often an organization was changed; and
/// what events have told of a secret's end.
Task<SeedFile> export_seed(Transaction& tx, Vault const& vault);

/// As text that read_seed takes. Holds hashes of secrets, and secrets that the file has.
std::string to_json(SeedFile const& file);
std::string to_yaml(SeedFile const& file);

}  // namespace orgd::sandbox
