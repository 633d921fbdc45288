// The database of one machine: a SQLite file, one reading connection per loop, one writer thread.
// Sessions must go before their database, and a loop after the writes that were started on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "store/database.hpp"
#include "store/migrate.hpp"
#include "store/sqlite/writer.hpp"

namespace orgd {

struct SqliteOptions {
  std::filesystem::path path;
  bool create = true;  ///< make the file (mode 0600) when it does not exist
  std::size_t max_waiting_writes = 4096;
  std::size_t max_batch = 256;           ///< writes that share one commit
  std::int64_t reader_cache_kib = 2048;  ///< for each loop, beside what is mapped
  std::int64_t writer_cache_kib = 4096;
  /// Address space, shared with the page cache. SQLite maps no more than 64 KiB less than this.
  std::int64_t mmap_bytes = std::int64_t{1} << 31;
};

class SqliteDatabase final : public Database {
 public:
  /// Throws DatabaseError. Applies no migration: `migrate(*database->schema(), ...)` does.
  static std::unique_ptr<SqliteDatabase> open(SqliteOptions options);

  std::unique_ptr<Session> connect(Loop& loop) override;
  std::vector<Sample> metrics() const override;
  /// A connection of its own for migrate(); close it before serving.
  std::unique_ptr<SchemaConnection> schema();
  /// The same without a database to serve.
  static std::unique_ptr<SchemaConnection> open_schema(SqliteOptions const& options);
  SqliteStats stats() const { return writer_.stats(); }

 private:
  explicit SqliteDatabase(SqliteOptions options);

  SqliteOptions const options_;
  SqliteWriter writer_;
};

}  // namespace orgd
