// A URL is PostgreSQL, a path is SQLite.
#include "store/open_database.hpp"

#include "store/migrate.hpp"
#include "store/postgres_database.hpp"
#include "store/sqlite_database.hpp"

namespace orgd {

std::unique_ptr<Database> open_database(DatabaseOptions const& options,
                                        std::chrono::sys_seconds now) {
  if (!options.url.empty()) {
    auto database = PostgresDatabase::open({.url = options.url, .pool = {}});
    migrate(*database->schema(), store_migrations(), now);
    return database;
  }
  SqliteOptions sqlite{.path = options.path, .create = options.create};
  sqlite.max_waiting_writes = options.max_waiting_writes;
  auto database = SqliteDatabase::open(sqlite);
  migrate(*database->schema(), store_migrations(), now);
  return database;
}

}  // namespace orgd
