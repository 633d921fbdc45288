// Brings the schema of a store up to what this program knows, once, before anything is served.
// It never goes back, and never touches a store that it does not fully recognise.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "store/database.hpp"

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

class SchemaConnection;

/// Applies what is missing in one transaction, so a failure leaves the store as it was.
void migrate(SchemaConnection& connection, std::span<Migration const> migrations,
             std::chrono::sys_seconds now);

/// The migrations in src/store/migrations, embedded at build time.
std::span<Migration const> store_migrations();

/// The newest version that the store has.
Task<std::int64_t> schema_version(Transaction& tx);

/// What migrate() needs of a database: blocking calls, and scripts, which nobody else may run.
class SchemaConnection {
 public:
  virtual ~SchemaConnection() = default;

 private:
  friend void migrate(SchemaConnection&, std::span<Migration const>, std::chrono::sys_seconds);

  /// Opens a transaction that no other migration, of this or another process, runs beside.
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void roll_back() noexcept = 0;
  virtual Rows query(Statement statement, std::span<Value const> values) = 0;
  virtual void execute_script(std::string_view sql) = 0;
};

}  // namespace orgd
