// The versions a store has must be the first ones this program knows, with the same text. So there
// is one history and no choice to make: check what is there, apply the rest in order.
#include "store/migrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "store/postgres/citus.hpp"

namespace orgd {
namespace {

// FNV-1a. It finds an edited file, not an attacker: who can edit the store can edit this number.
std::int64_t checksum(std::string_view sql) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (auto const byte : sql) sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  return static_cast<std::int64_t>(sum);
}

void check_order(std::span<Migration const> migrations) {
  for (std::size_t i = 1; i < migrations.size(); ++i) {
    if (migrations[i - 1].version >= migrations[i].version) {
      throw std::logic_error("the migrations are not in ascending order");
    }
  }
}

void check_known(Rows const& applied, std::span<Migration const> migrations) {
  if (!applied.empty()) {
    auto const stored = applied[applied.size() - 1].integer(0);
    auto const known = migrations.empty() ? 0 : migrations.back().version;
    if (stored > known) {
      throw SchemaRefused(
          fmt::format("the store has schema version {}, this program knows "
                      "versions up to {}: use a newer program",
                      stored, known));
    }
  }
  for (std::size_t i = 0; i < applied.size(); ++i) {
    auto const row = applied[i];
    if (i >= migrations.size() || row.integer(0) != migrations[i].version) {
      throw SchemaRefused(
          fmt::format("the store has the schema change {} \"{}\", which this "
                      "program does not have: use the program that made it",
                      row.integer(0), row.text(1)));
    }
    if (row.integer(2) != checksum(migrations[i].sql)) {
      throw SchemaRefused(
          fmt::format("the schema change {} \"{}\" was applied to the store with "
                      "another text than this program has: use the program that "
                      "made it",
                      row.integer(0), row.text(1)));
    }
  }
}

// Reads only: most starts find nothing to do, and must need neither a lock nor rights to change
// the schema.
std::span<Migration const> missing_migrations(SchemaConnection& connection,
                                              std::span<Migration const> migrations) {
  if (!connection.has_table("schema_migration")) return migrations;
  auto const applied =
      connection.query("SELECT version, name, checksum FROM schema_migration ORDER BY version");
  check_known(applied, migrations);
  return migrations.subspan(applied.size());
}

void begin_alone(SchemaConnection& connection, MigrateOptions const& options) {
  // Who is as quick as usual is not worth a word.
  constexpr std::chrono::milliseconds usual{1000};
  if (connection.begin(std::min(usual, options.patience))) return;
  options.waits();
  if (options.patience > usual && connection.begin(options.patience - usual)) return;
  throw DatabaseError(fmt::format(
      "another process has been changing the store for {} s: look what it does, or wait longer "
      "with orgd migrate --wait SECONDS",
      std::chrono::ceil<std::chrono::seconds>(options.patience).count()));
}

}  // namespace

void pause_for_traffic() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

std::vector<MigrationStep> plan_migration(SchemaConnection& connection,
                                          std::span<Migration const> migrations) {
  check_order(migrations);
  std::vector<MigrationStep> steps;
  for (auto const& migration : missing_migrations(connection, migrations))
    steps.push_back({migration.version, std::string(migration.name), migration.sql});
  for (auto const& placement : missing_placements(connection))
    steps.push_back({0, fmt::format("place {}", placement.table), placement.statement.sql()});
  return steps;
}

void require_migrated(SchemaConnection& connection, std::span<Migration const> migrations) {
  auto const steps = plan_migration(connection, migrations);
  if (steps.empty()) return;
  throw SchemaRefused(fmt::format(
      "the store lacks \"{}\" and {} other changes of its schema, and this program may not make "
      "them: run orgd migrate, or serve with --migrate auto",
      steps.front().name, steps.size() - 1));
}

// Between begin and commit, in the transaction that keeps others out.
std::vector<MigrationStep> migrate_alone(SchemaConnection& connection,
                                         std::span<Migration const> migrations,
                                         std::chrono::sys_seconds now) {
  // Another process may have been first.
  auto steps = plan_migration(connection, migrations);
  if (!steps.empty()) prepare_cluster(connection);
  if (!connection.has_table("schema_migration"))
    connection.query(
        "CREATE TABLE schema_migration ("
        "version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum BIGINT NOT NULL, "
        "applied_at BIGINT NOT NULL)");
  for (auto const& migration : missing_migrations(connection, migrations)) {
    connection.execute_script(migration.sql);
    std::array<Value, 4> const values{std::int64_t{migration.version}, migration.name,
                                      checksum(migration.sql), detail::to_value(now)};
    connection.query(
        "INSERT INTO schema_migration (version, name, checksum, applied_at) "
        "VALUES ($1, $2, $3, $4)",
        values);
  }
  for (auto const& placement : missing_placements(connection))
    connection.execute_script(placement.statement.sql());
  connection.commit();
  return steps;
}

std::vector<MigrationStep> migrate(SchemaConnection& connection,
                                   std::span<Migration const> migrations,
                                   std::chrono::sys_seconds now, MigrateOptions const& options) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + options.busy_patience;
  for (;;) {
    if (plan_migration(connection, migrations).empty()) return {};
    begin_alone(connection, options);
    try {
      return migrate_alone(connection, migrations, now);
    } catch (SchemaBusy const&) {
      connection.roll_back();
      if (Clock::now() >= end) throw;
    } catch (...) {
      connection.roll_back();
      throw;
    }
    // Everybody who wants the table waits behind the one that wants to change it. So it lets go of
    // all it has, and tries again later.
    options.pause();
  }
}

Task<std::int64_t> schema_version(Transaction& tx) {
  auto const rows = co_await tx.query("SELECT coalesce(max(version), 0) FROM schema_migration");
  co_return rows[0].integer(0);
}

}  // namespace orgd
