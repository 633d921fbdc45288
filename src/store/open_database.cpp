// A URL is PostgreSQL, a path is SQLite.
#include "store/open_database.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "store/lost_commits.hpp"
#include "store/migrate.hpp"
#include "store/postgres/database.hpp"
#include "store/postgres/schema.hpp"
#include "store/sqlite/database.hpp"
#include "store/store_copy.hpp"

namespace orgd {
namespace {

void make_ready(SchemaConnection& connection, DatabaseOptions const& options,
                std::chrono::sys_seconds now) {
  if (options.migrate) {
    migrate(connection, store_migrations(), now, {.waits = announce_wait});
  } else {
    require_migrated(connection, store_migrations());
  }
  refuse_unfinished_copy(connection);
}

SqliteOptions sqlite_options(DatabaseOptions const& options) {
  SqliteOptions sqlite{.path = options.path, .create = options.create};
  sqlite.max_waiting_writes = options.max_waiting_writes;
  sqlite.writer_cache_kib = options.writer_cache_kib;
  return sqlite;
}

PostgresOptions postgres_options(DatabaseOptions const& options) {
  PostgresOptions postgres{.url = options.url, .find_trace = store::find_trace};
  // The server gives up before the request does, so that it is known what blocked and the
  // connection stays of use; waiting for a row ends before that, to tell it from slow work.
  std::chrono::milliseconds const timeout = options.timeout;
  postgres.connection.statement = timeout - timeout / 10;
  postgres.connection.lock = timeout / 2;
  postgres.connection.answer = 2 * timeout;
  postgres.pool.connections = options.connections;
  postgres.pool.waiting = options.max_waiting_writes;
  postgres.pool.patience = options.timeout;
  postgres.patience.attempts = options.timeout;
  return postgres;
}

}  // namespace

void announce_wait() {
  fmt::print(stderr, "waiting for another process that migrates the store\n");
}

std::unique_ptr<Database> open_database(DatabaseOptions const& options,
                                        std::chrono::sys_seconds now) {
  if (!options.url.empty()) {
    auto database = PostgresDatabase::open(postgres_options(options));
    make_ready(*database->schema(), options, now);
    return database;
  }
  auto database = SqliteDatabase::open(sqlite_options(options));
  make_ready(*database->schema(), options, now);
  return database;
}

std::unique_ptr<SchemaConnection> open_schema(DatabaseOptions const& options) {
  if (!options.url.empty()) return postgres_schema(options.url);
  return SqliteDatabase::open_schema(sqlite_options(options));
}

}  // namespace orgd
