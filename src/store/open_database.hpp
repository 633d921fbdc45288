// Opens the database of a store and brings its schema up to date: the one place that chooses among
// kinds of databases.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "store/database.hpp"
#include "store/schema_connection.hpp"

namespace orgd {

struct DatabaseOptions {
  std::string url{};  ///< libpq's connection string; "" is a SQLite file at `path`
  std::filesystem::path path{};
  bool create = false;
  bool migrate = true;  ///< false refuses an older schema instead
  std::size_t max_waiting_writes = 4096;
  std::int64_t writer_cache_kib = 4096;  ///< of SQLite
  std::size_t connections = 8;           ///< to PostgreSQL, of each loop
  std::chrono::seconds timeout{5};       ///< of a statement, and of trying again, on PostgreSQL
};

/// Throws DatabaseError with a message for people; a store newer than this program is refused.
std::unique_ptr<Database> open_database(DatabaseOptions const& options,
                                        std::chrono::sys_seconds now);

/// Tells on standard error that migrate() waits.
void announce_wait();

/// The same store as it is, for migrations and copies.
std::unique_ptr<SchemaConnection> open_schema(DatabaseOptions const& options);

}  // namespace orgd
