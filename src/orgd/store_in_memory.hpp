// A store that is lost with the process: what StoreDirectory makes on a disk, without one.
#pragma once

#include <memory>

#include "security/platform.hpp"
#include "security/vault.hpp"
#include "store/sqlite/single.hpp"

namespace orgd {

struct StoreInMemory {
  std::unique_ptr<SingleDatabase> database;
  std::unique_ptr<Vault> vault;
};

/// A new store with this program's schema, the proof of its key, and nothing else. Its image goes
/// with the key: `SingleDatabase::of` makes any number of stores of it. Throws DatabaseError.
StoreInMemory make_store_in_memory(Platform& platform, Vault::Key const& key);

}  // namespace orgd
