// Blocking libpq. Migrations exclude each other by a lock on a table of their own, so that whoever
// reads or writes goes on.
#include "store/postgres/schema.hpp"

#include <libpq-fe.h>

#include <array>

#include "store/migrate.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/values.hpp"

namespace orgd {
namespace {

constexpr std::string_view lock_not_available = "55P03";
constexpr std::string_view deadlock_detected = "40P01";

// What a migration or a copy waits for, everybody behind it waits for too: it waits for less than a
// request has time for, and again after a pause.
constexpr Statement wait_for_tables = "SET LOCAL lock_timeout = '500ms'";
constexpr std::chrono::seconds patience_with_writers{10};

// Migrations are written once. Texts compare by their bytes here too, and tables are heaps. A
// statement may be for SQLite alone.
std::string adapted(std::string_view sql) {
  std::string text(sql);
  for (auto at = text.find("-- SQLite alone"); at != std::string::npos;
       at = text.find("-- SQLite alone", at))
    text.erase(at, text.find(';', at) + 1 - at);
  auto const replace_all = [&text](std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace_all(" TEXT", " TEXT COLLATE \"C\"");
  replace_all(" WITHOUT ROWID", "");
  return text;
}

// A cell as COPY reads it, with the byte that ends it.
void add_cell(std::string& line, Value const& value, char end) {
  if (std::holds_alternative<std::monostate>(value)) {
    line += "\\N";
  } else if (auto const* number = std::get_if<std::int64_t>(&value)) {
    line += std::to_string(*number);
  } else {
    for (char const c : std::get<std::string_view>(value)) {
      switch (c) {
        case '\\':
          line += "\\\\";
          break;
        case '\t':
          line += "\\t";
          break;
        case '\n':
          line += "\\n";
          break;
        case '\r':
          line += "\\r";
          break;
        default:
          line += c;
      }
    }
  }
  line += end;
}

class PostgresSchema final : public SchemaConnection {
 public:
  explicit PostgresSchema(std::string const& url) : handle_(PostgresConnection::open(url, {})) {
    // Remarks of the server, such as that a table is there already, are not for the terminal.
    PQsetNoticeReceiver(handle_.get(), [](void*, PGresult const*) {}, nullptr);
  }

  bool begin(std::chrono::milliseconds patience) override {
    if (!has_table("schema_lock")) make_lock();
    execute("BEGIN");
    // No limit of the server or of the URL is made for work on a whole store.
    execute("SET LOCAL statement_timeout = 0");
    execute("SET LOCAL idle_in_transaction_session_timeout = 0");
    auto const milliseconds = std::to_string(std::max<std::int64_t>(patience.count(), 1));
    std::array<Value, 1> const limit{milliseconds};
    query("SELECT set_config('lock_timeout', $1, true)", limit);
    try {
      execute("LOCK TABLE schema_lock IN EXCLUSIVE MODE");
    } catch (PostgresError const& error) {
      roll_back();
      if (error.state == lock_not_available) return false;
      throw;
    }
    execute(wait_for_tables);
    return true;
  }
  void commit() override { execute("COMMIT"); }
  void roll_back() noexcept override {
    PostgresAnswer const ignored(PQexec(handle_.get(), "ROLLBACK"));
  }

  Rows query(Statement statement, std::span<Value const> values) override {
    Parameters const parameters(values);
    PostgresAnswer const answer(PQexecParams(handle_.get(), statement.text(), parameters.size(),
                                             nullptr, parameters.pointers.data(), nullptr, nullptr,
                                             0));
    require(*answer);
    Rows rows;
    copy(*answer, rows);
    return rows;
  }
  bool has_table(std::string_view name) override {
    std::array<Value, 1> const values{name};
    return !query("SELECT to_regclass($1)::text", values)[0].null(0);
  }
  bool is_sharded() override {
    return !query("SELECT 1 FROM pg_extension WHERE extname = 'citus'", {}).empty();
  }

  void hold_writers() override {
    auto const end = std::chrono::steady_clock::now() + patience_with_writers;
    for (;;) {
      // The state that is seen is that of the first query, so none comes before the locks.
      execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
      execute("SET LOCAL statement_timeout = 0");
      execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      execute(wait_for_tables);
      try {
        execute(lock_tables());
        return;
      } catch (PostgresError const& error) {
        roll_back();
        // A deadlock: a writer that came to the tables in another order.
        bool const held = error.state == lock_not_available || error.state == deadlock_detected;
        if (!held) throw;
        if (std::chrono::steady_clock::now() >= end)
          throw DatabaseError("writers held a table of the store for 10 s: try again");
      }
      pause_for_traffic();
    }
  }
  void insert(TableStatements const& statements, Rows const& rows) override {
    execute(statements.copy_in);
    std::string lines;
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (auto at = statements.keys; at < rows.columns(); ++at)
        add_cell(lines, rows[i].value(at), at + 1 < rows.columns() ? '\t' : '\n');
    if (PQputCopyData(handle_.get(), lines.data(), static_cast<int>(lines.size())) != 1 ||
        PQputCopyEnd(handle_.get(), nullptr) != 1)
      throw PostgresError("08006", PQerrorMessage(handle_.get()));
    while (PostgresAnswer const answer{PQgetResult(handle_.get())}) require(*answer);
  }

 private:
  void execute_script(std::string_view sql) override {
    PostgresAnswer const answer(PQexec(handle_.get(), adapted(sql).c_str()));
    if (PQresultStatus(answer.get()) == PGRES_FATAL_ERROR &&
        error_of(*answer).state == lock_not_available)
      throw SchemaBusy(
          "a table stayed busy for 10 s, so the schema is left as it was: try again when no long "
          "transaction is open");
    require(*answer);
    if (PQtransactionStatus(handle_.get()) != PQTRANS_INTRANS)
      throw std::logic_error("a migration ends its transaction");
  }

  void execute(Statement statement) { query(statement, {}); }

  // Two who make it at once: the one that comes second finds it, or fails for that reason.
  void make_lock() {
    try {
      execute("CREATE TABLE IF NOT EXISTS schema_lock (id BIGINT PRIMARY KEY)");
    } catch (PostgresError const&) {
      if (!has_table("schema_lock")) throw;
    }
  }

  static void require(pg_result const& answer) {
    switch (PQresultStatus(&answer)) {
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
      case PGRES_COPY_IN:
      case PGRES_EMPTY_QUERY:  // of a migration that is for SQLite alone
        return;
      default:
        throw error_of(answer);
    }
  }

  PostgresHandle handle_;
};

}  // namespace

std::unique_ptr<SchemaConnection> postgres_schema(std::string const& url) {
  return std::make_unique<PostgresSchema>(url);
}

}  // namespace orgd
