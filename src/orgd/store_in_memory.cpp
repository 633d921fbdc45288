// The same schema and the same first rows as on a disk.
#include "orgd/store_in_memory.hpp"

#include "orgd/key_proof.hpp"
#include "store/migrate.hpp"

namespace orgd {

StoreInMemory make_store_in_memory(Platform& platform, Vault::Key const& key) {
  StoreInMemory made{SingleDatabase::make(), std::make_unique<Vault>(key)};
  auto const now = std::chrono::floor<std::chrono::seconds>(platform.now());
  migrate(*made.database->schema(), store_migrations(), now);
  make_store(*made.database, *made.vault, {}, {});
  return made;
}

}  // namespace orgd
