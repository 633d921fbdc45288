// BEGIN IMMEDIATE keeps every other writer out and lets readers in: it serves migrations and
// copies alike.
#include "store/sqlite/schema.hpp"

#include <array>
#include <utility>

namespace orgd {
namespace {

// A copy writes as long as it takes, and nobody else returns its pages to the database.
constexpr std::int64_t pages_of_a_copy = 2000;
constexpr std::chrono::milliseconds hold_patience{10'000};

class SqliteSchema final : public SchemaConnection {
 public:
  explicit SqliteSchema(std::unique_ptr<SqliteConnection> own)
      : own_(std::move(own)), connection_(*own_) {}
  explicit SqliteSchema(SqliteConnection& shared) : connection_(shared) {}
  SqliteSchema(SqliteSchema const&) = delete;
  SqliteSchema& operator=(SqliteSchema const&) = delete;
  ~SqliteSchema() override { SqliteSchema::roll_back(); }

  bool begin(std::chrono::milliseconds patience) override {
    // Who shares the connection does so on this thread: waiting for them would be in vain.
    if (connection_.in_transaction() && !begun_) return false;
    connection_.wait_at_most(patience);
    try {
      connection_.execute("BEGIN IMMEDIATE");
      begun_ = true;
      return true;
    } catch (Overload const& failure) {
      if (failure.kind != FailureKind::lock_timeout) throw;
      return false;
    }
  }
  void commit() override {
    connection_.execute("COMMIT");
    begun_ = false;
    if (connection_.wal_pages() >= pages_of_a_copy) connection_.checkpoint();
  }
  void roll_back() noexcept override {
    if (std::exchange(begun_, false)) connection_.roll_back();
  }

  Rows query(Statement statement, std::span<Value const> values) override {
    Rows rows;
    connection_.execute(statement, values, rows);
    return rows;
  }
  bool has_table(std::string_view name) override {
    std::array<Value, 1> const values{name};
    return !query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", values).empty();
  }
  bool is_sharded() override { return false; }

  void hold_writers() override {
    if (!begin(hold_patience))
      throw DatabaseError("another process has been writing to the database for 10 s");
  }
  void insert(TableStatements const& statements, Rows const& rows) override {
    std::vector<Value> values;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      values.clear();
      for (auto at = statements.keys; at < rows.columns(); ++at)
        values.push_back(rows[i].value(at));
      query(statements.insert, values);
    }
  }

 private:
  void execute_script(std::string_view sql) override {
    connection_.execute_script(sql);
    if (!connection_.in_transaction()) throw std::logic_error("a migration ends its transaction");
  }

  std::unique_ptr<SqliteConnection> const own_;  // null for a shared one
  SqliteConnection& connection_;
  bool begun_ = false;  // by this one, and not ended
};

}  // namespace

std::unique_ptr<SchemaConnection> sqlite_schema(std::filesystem::path const& file,
                                                SqliteConnection::Memory memory) {
  return std::make_unique<SqliteSchema>(
      std::make_unique<SqliteConnection>(file, SqliteConnection::Access::write, memory));
}

std::unique_ptr<SchemaConnection> sqlite_schema(SqliteConnection& shared) {
  return std::make_unique<SqliteSchema>(shared);
}

}  // namespace orgd
