// Table by table in the order of the keys, so that the greatest key on the target says where to go
// on. A table of its own marks the target until both sides have been compared.
#include "store/store_copy.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "store/migrate.hpp"
#include "store/organizations.hpp"

namespace orgd {
namespace {

constexpr std::chrono::milliseconds begin_patience{10'000};

// Nothing that going on could mend.
struct SidesDiffer : DatabaseError {
  using DatabaseError::DatabaseError;
};

// FNV-1a. It finds an accident, not an attacker.
class Checksum {
 public:
  void add(Value const& value) {
    // Kind and length in front, so that no two rows look alike.
    add_number(static_cast<std::int64_t>(value.index()));
    if (auto const* number = std::get_if<std::int64_t>(&value)) add_number(*number);
    if (auto const* text = std::get_if<std::string_view>(&value)) {
      add_number(static_cast<std::int64_t>(text->size()));
      for (char const byte : *text) add_byte(static_cast<unsigned char>(byte));
    }
  }
  std::uint64_t sum() const { return sum_; }

 private:
  void add_byte(unsigned char byte) { sum_ = (sum_ ^ byte) * 0x100000001b3U; }
  void add_number(std::int64_t number) {
    auto const bits = static_cast<std::uint64_t>(number);
    for (unsigned shift = 0; shift < 64; shift += 8) add_byte((bits >> shift) & 0xffU);
  }
  std::uint64_t sum_ = 0xcbf29ce484222325U;
};

std::int64_t count_rows(SchemaConnection& connection, TableStatements const& statements) {
  return connection.query(statements.count)[0].integer(0);
}

// The rows behind the last one of `before`, whose first columns are its key.
Rows rows_after(SchemaConnection& connection, TableStatements const& statements, Rows const& before,
                std::size_t limit) {
  std::vector<Value> values;
  if (!before.empty())
    for (std::size_t at = 0; at < statements.keys; ++at)
      values.push_back(before[before.size() - 1].value(at));
  values.emplace_back(static_cast<std::int64_t>(limit));
  return connection.query(before.empty() ? statements.first : statements.next, values);
}

// What one source is known by: sealed with its key and a random number when it was made.
std::string identity_of(SchemaConnection& connection) {
  std::array<Value, 1> const name{store::key_check_name};
  auto const rows = connection.query("SELECT value FROM store_meta WHERE name = $1", name);
  return rows.empty() ? std::string() : std::string(rows[0].text(0));
}

class StoreCopy {
 public:
  StoreCopy(SchemaConnection& from, SchemaConnection& to, CopyOptions const& options)
      : from_(from), to_(to), options_(options) {}

  void mark_target() {
    in_target([this] {
      auto const source = identity_of(from_);
      if (to_.has_table("unfinished_copy")) return check_mark(source);
      for (auto const& statements : table_statements())
        if (!to_.query(statements.greatest).empty())
          throw DatabaseError(fmt::format(
              "the target is a store already: its table {} has rows; a copy needs an empty one",
              statements.table->name));
      to_.query("CREATE TABLE unfinished_copy (source TEXT NOT NULL)");
      std::array<Value, 1> const values{source};
      to_.query("INSERT INTO unfinished_copy (source) VALUES ($1)", values);
    });
  }

  std::vector<CopiedTable> run() {
    from_.hold_writers();
    for (auto const& statements : table_statements()) copy(statements);
    std::vector<CopiedTable> copied;
    for (auto const& statements : table_statements()) copied.push_back(compare(statements));
    in_target([this] { to_.query("DROP TABLE unfinished_copy"); });
    from_.roll_back();
    return copied;
  }

 private:
  void check_mark(std::string const& source) {
    if (!options_.resume)
      throw DatabaseError("the target is an unfinished copy: go on with --resume, or empty it");
    auto const rows = to_.query("SELECT source FROM unfinished_copy");
    if (rows.empty() || rows[0].text(0) != source)
      throw DatabaseError("the target is an unfinished copy of another store: empty it first");
  }

  template <class Action>
  void in_target(Action action) {
    if (!to_.begin(begin_patience))
      throw DatabaseError("another process is migrating the target or copying to it");
    try {
      action();
      to_.commit();
    } catch (...) {
      to_.roll_back();
      throw;
    }
  }

  void check_stop() const {
    if (options_.stop()) throw DatabaseError("stopped");
  }

  void copy(TableStatements const& statements) {
    CopyProgress progress{.table = statements.table->name,
                          .compares = false,
                          .rows = 0,
                          .total = count_rows(from_, statements)};
    in_target([&] { progress.rows = count_rows(to_, statements); });
    Rows last = to_.query(statements.greatest);
    for (;;) {
      check_stop();
      options_.progress(progress);
      Rows rows = rows_after(from_, statements, last, options_.batch);
      if (rows.empty()) return;
      in_target([&] { to_.insert(statements, rows); });
      progress.rows += std::ssize(rows);
      last = std::move(rows);
    }
  }

  CopiedTable compare(TableStatements const& statements) {
    auto const source = checksum(from_, statements);
    CopiedTable target;
    // In a transaction, because outside of one the server ends what takes long.
    in_target([&] { target = checksum(to_, statements); });
    if (source == target) return source;
    throw SidesDiffer(fmt::format(
        "table {} differs: {} rows with checksum {:016x} in the source, {} with {:016x} in the "
        "target. One side was changed meanwhile: empty the target and copy again",
        source.name, source.rows, source.checksum, target.rows, target.checksum));
  }

  CopiedTable checksum(SchemaConnection& connection, TableStatements const& statements) {
    CopiedTable table{.name = statements.table->name};
    auto const total = count_rows(connection, statements);
    Checksum sum;
    Rows rows;
    do {
      check_stop();
      options_.progress(
          {.table = table.name, .compares = true, .rows = table.rows, .total = total});
      rows = rows_after(connection, statements, rows, options_.batch);
      for (std::size_t i = 0; i < rows.size(); ++i)
        for (auto at = statements.keys; at < rows.columns(); ++at) sum.add(rows[i].value(at));
      table.rows += std::ssize(rows);
    } while (!rows.empty());
    table.checksum = sum.sum();
    return table;
  }

  SchemaConnection& from_;
  SchemaConnection& to_;
  CopyOptions const& options_;
};

}  // namespace

std::vector<CopiedTable> copy_store(SchemaConnection& from, SchemaConnection& to,
                                    CopyOptions const& options) {
  refuse_unfinished_copy(from);
  StoreCopy copy(from, to, options);
  copy.mark_target();
  try {
    return copy.run();
  } catch (SidesDiffer const&) {
    from.roll_back();
    throw;
  } catch (std::exception const& error) {
    from.roll_back();
    throw DatabaseError(
        fmt::format("{}; the target is marked as unfinished, and --resume goes on", error.what()));
  }
}

void refuse_unfinished_copy(SchemaConnection& connection) {
  if (connection.has_table("unfinished_copy"))
    throw SchemaRefused(
        "the store is a copy that never ended: go on with orgd store copy --resume, or copy again "
        "into an empty one");
}

}  // namespace orgd
