// A URL is PostgreSQL, a path is SQLite.
#include "store/open_database.hpp"

#include "store/journal.hpp"
#include "store/migrate.hpp"
#include "store/postgres_database.hpp"
#include "store/sqlite_database.hpp"

namespace orgd {
namespace {

PostgresOptions postgres_options(DatabaseOptions const& options) {
  PostgresOptions postgres{.url = options.url, .was_committed = store::was_committed};
  postgres.connection.statement = options.timeout;
  // Shorter, so that the two tell a slow statement from a row that another transaction holds.
  postgres.connection.lock = postgres.connection.statement / 2;
  postgres.connection.answer = 2 * postgres.connection.statement;
  postgres.pool.connections = options.connections;
  postgres.pool.waiting = options.max_waiting_writes;
  postgres.pool.patience = options.timeout;
  postgres.patience.attempts = options.timeout;
  return postgres;
}

}  // namespace

std::unique_ptr<Database> open_database(DatabaseOptions const& options,
                                        std::chrono::sys_seconds now) {
  if (!options.url.empty()) {
    auto database = PostgresDatabase::open(postgres_options(options));
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
