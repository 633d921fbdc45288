// Brings the schema of a store up to what this program knows, once, before anything is served.
// It never goes back, and never touches a store that it does not fully recognise.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"
#include "store/schema_connection.hpp"

namespace orgd {

/// One step of the schema. Never edited once released: a store remembers what it was built from.
struct Migration {
  std::int32_t version;
  std::string_view name;
  std::string_view sql;  ///< any number of statements
};

/// The store is not one this program may open. The message says why and what to do.
struct SchemaRefused : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// Something that a store lacks: a migration, or on Citus the placement of a table.
struct MigrationStep {
  std::int32_t version;  ///< 0 for a placement
  std::string name;
  std::string_view sql;
};

/// A table is in use by a transaction that does not end soon.
struct SchemaBusy : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// A second, in which all that queued behind a migration is served.
void pause_for_traffic();

struct MigrateOptions {
  std::chrono::milliseconds patience{60'000};       ///< with another process that migrates
  std::function<void()> waits = [] {};              ///< called when that begins
  std::chrono::milliseconds busy_patience{10'000};  ///< with transactions that use a table
  std::function<void()> pause = pause_for_traffic;  ///< called between tries at such a table
};

/// What migrate() would do, in order. Changes nothing, and waits for nobody.
std::vector<MigrationStep> plan_migration(SchemaConnection& connection,
                                          std::span<Migration const> migrations);

/// Applies what is missing in one transaction, so a failure leaves the store as it was. Returns
/// what it did: nothing when another process was first.
std::vector<MigrationStep> migrate(SchemaConnection& connection,
                                   std::span<Migration const> migrations,
                                   std::chrono::sys_seconds now,
                                   MigrateOptions const& options = {});

/// Throws SchemaRefused when migrate() would have something to do.
void require_migrated(SchemaConnection& connection, std::span<Migration const> migrations);

/// The migrations in src/store/migrations, embedded at build time.
std::span<Migration const> store_migrations();

/// The newest version that the store has.
Task<std::int64_t> schema_version(Transaction& tx);

}  // namespace orgd
