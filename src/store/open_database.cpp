// Today every store is a SQLite file.
#include "store/open_database.hpp"

#include "store/migrate.hpp"
#include "store/sqlite_database.hpp"

namespace orgd {

std::unique_ptr<Database> open_database(DatabaseOptions const& options,
                                        std::chrono::sys_seconds now) {
  SqliteOptions sqlite{.path = options.path, .create = options.create};
  sqlite.max_waiting_writes = options.max_waiting_writes;
  auto database = SqliteDatabase::open(sqlite);
  migrate(*database->schema(), store_migrations(), now);
  return database;
}

}  // namespace orgd
