// A store in memory is one as on a disk: it has the schema and the proof of its key.
#include "orgd/store_in_memory.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "async/blocking_loop.hpp"
#include "orgd/key_proof.hpp"
#include "store/migrate.hpp"

namespace orgd {
namespace {

Vault::Key key_of(char digit) { return Vault::parse(std::string(64, digit)); }

TEST(StoreInMemory, HasTheWholeSchema) {
  SystemPlatform platform;
  auto const made = make_store_in_memory(platform, key_of('a'));
  EXPECT_NO_THROW(require_migrated(*made.database->schema(), store_migrations()));
}

TEST(StoreInMemory, ProvesItsOwnKeyAlone) {
  SystemPlatform platform;
  auto const made = make_store_in_memory(platform, key_of('a'));
  auto const sealed = find_key_proof(*made.database);
  ASSERT_TRUE(sealed);
  EXPECT_TRUE(proves(*sealed, *made.vault));
  EXPECT_TRUE(proves(*sealed, Vault(key_of('a'))));
  EXPECT_FALSE(proves(*sealed, Vault(key_of('b'))));
}

TEST(StoreInMemory, IsMadeOnce) {
  SystemPlatform platform;
  auto const made = make_store_in_memory(platform, key_of('a'));
  auto const image = made.database->image();
  EXPECT_THROW(make_store(*made.database, *made.vault, {}, {}), std::runtime_error);
  EXPECT_EQ(made.database->image(), image) << "what is refused writes nothing";
}

TEST(StoreInMemory, GoesOnFromItsImage) {
  SystemPlatform platform;
  auto const made = make_store_in_memory(platform, key_of('a'));
  auto const other = SingleDatabase::of(made.database->image());
  auto const sealed = find_key_proof(*other);
  ASSERT_TRUE(sealed);
  EXPECT_TRUE(proves(*sealed, *made.vault));
}

TEST(StoreInMemory, OfAnEmptyDatabaseThereIsNoProof) {
  auto const database = SingleDatabase::make();
  migrate(*database->schema(), store_migrations(), std::chrono::sys_seconds{});
  EXPECT_FALSE(find_key_proof(*database));
}

}  // namespace
}  // namespace orgd
