// The versions a store has must be the first ones this program knows, with the same text. So there
// is one history and no choice to make: check what is there, apply the rest in order.
#include "store/migrate.hpp"

#include <fmt/format.h>

#include <array>

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

}  // namespace

void migrate(SchemaConnection& connection, std::span<Migration const> migrations,
             std::chrono::sys_seconds now) {
  check_order(migrations);
  connection.begin();
  try {
    connection.query(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum BIGINT NOT NULL, "
        "applied_at BIGINT NOT NULL)",
        {});
    auto const applied = connection.query(
        "SELECT version, name, checksum FROM schema_migration ORDER BY version", {});
    check_known(applied, migrations);
    for (auto const& migration : migrations.subspan(applied.size())) {
      connection.execute_script(migration.sql);
      std::array<Value, 4> const values{std::int64_t{migration.version}, migration.name,
                                        checksum(migration.sql), detail::to_value(now)};
      connection.query(
          "INSERT INTO schema_migration (version, name, checksum, applied_at) "
          "VALUES ($1, $2, $3, $4)",
          values);
    }
    connection.commit();
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

Task<std::int64_t> schema_version(Transaction& tx) {
  auto const rows = co_await tx.query("SELECT MAX(version) FROM schema_migration");
  co_return rows[0].integer(0);
}

}  // namespace orgd
