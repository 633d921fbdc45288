// Talks to the SQLite C interface, as copy.cpp, functions.cpp, memory.cpp and wal_index.cpp beside
// it do, and nothing else.
#include "store/sqlite/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <mutex>
#include <string>

#include "store/sqlite/functions.hpp"

namespace orgd {
namespace {

constexpr int busy_milliseconds = 5000;  // an operator's command may hold the file for a moment

constexpr int primary_mask = 0xff;

// `reason` is the errno of the system call that failed.
FailureKind kind_of(int code, int reason) {
  bool const no_space = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  switch (code & primary_mask) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return FailureKind::lock_timeout;
    case SQLITE_FULL:
      return FailureKind::disk_full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return no_space ? FailureKind::disk_full : FailureKind::unavailable;
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return FailureKind::unavailable;
    default:
      return FailureKind::other;
  }
}

// Whether the next try may succeed, once another process is done or an operator has made room.
bool may_pass(int code) {
  switch (code & primary_mask) {
    case SQLITE_BUSY:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return true;
    default:
      return false;
  }
}

// A statement left unfinished would hold its locks, so every way out resets it.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  Reset(Reset const&) = delete;
  Reset& operator=(Reset const&) = delete;
  ~Reset() { sqlite3_reset(statement_); }

 private:
  sqlite3_stmt* statement_;
};

void copy_row(sqlite3_stmt* statement, int columns, Rows& rows) {
  for (int column = 0; column < columns; ++column) {
    switch (sqlite3_column_type(statement, column)) {
      case SQLITE_NULL:
        rows.add_null();
        break;
      case SQLITE_INTEGER:
        rows.add_integer(sqlite3_column_int64(statement, column));
        break;
      case SQLITE_FLOAT:
        throw std::logic_error("a statement answers a floating-point number");
      default: {
        // As bytes even for text: the text call would end each value with a NUL, at the price of
        // a copy. An empty value is a null pointer here.
        auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement, column));
        auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        rows.add_text(size == 0 ? std::string_view() : std::string_view(bytes, size));
      }
    }
  }
}

int bind_value(sqlite3_stmt* statement, int position, Value const& value) {
  if (auto const* number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, position, *number);
  }
  if (auto const* text = std::get_if<std::string_view>(&value)) {
    // A null pointer would bind NULL instead of the empty text.
    auto const* bytes = text->data() ? text->data() : "";
    return sqlite3_bind_text64(statement, position, bytes, text->size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, position);
}

int remember_wal_pages(void* target, sqlite3* /*handle*/, char const* /*name*/, int pages) {
  *static_cast<std::int64_t*>(target) = pages;
  return SQLITE_OK;
}

}  // namespace

// SQLite's memory statistics take a global lock on each allocation: with them two readers are
// slower than one. Both settings count only before the library is first used.
void configure_sqlite() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (sqlite3_config(SQLITE_CONFIG_MULTITHREAD) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK ||
        sqlite3_initialize() != SQLITE_OK) {
      throw DatabaseError("the SQLite library refuses its configuration");
    }
  });
}

void SqliteConnection::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

void SqliteConnection::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteConnection::SqliteConnection(std::filesystem::path const& file, Access access,
                                   Memory memory) {
  configure_sqlite();
  // An absolute path is never taken for one of SQLite's special names.
  auto const name = std::filesystem::absolute(file).string();
  sqlite3* handle = nullptr;
  auto const outcome =
      sqlite3_open_v2(name.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  if (outcome != SQLITE_OK) fail("open " + name);
  configure(access, memory);
}

void SqliteConnection::configure_every_kind() {
  auto* const handle = handle_.get();
  // What PostgreSQL refuses must not pass here: "x" is a name, never a text.
  for (auto const option : {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL}) {
    sqlite3_db_config(handle, option, 0, nullptr);
  }
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  execute_script(
      "PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA temp_store = MEMORY;");
  if (!register_functions(handle)) fail("register functions");
}

void SqliteConnection::configure(Access access, Memory memory) {
  sqlite3_busy_timeout(handle_.get(), busy_milliseconds);
  configure_every_kind();
  Rows mode;
  execute("PRAGMA journal_mode = WAL", {}, mode);
  if (mode.empty() || mode[0].text(0) != "wal") {
    throw DatabaseError("the file system of the database cannot hold a write-ahead log");
  }
  execute_script(
      fmt::format("PRAGMA synchronous = FULL;"
                  "PRAGMA wal_autocheckpoint = 0;"
                  "PRAGMA journal_size_limit = 67108864;"
                  "PRAGMA cache_size = -{};"
                  "PRAGMA mmap_size = {};"
                  "PRAGMA query_only = {};",
                  memory.cache_kib, memory.mmap_bytes, access == Access::read ? "ON" : "OFF"));
  sqlite3_wal_hook(handle_.get(), remember_wal_pages, &wal_pages_);
}

SqliteConnection::Prepared& SqliteConnection::prepared(Statement statement) {
  auto const sql = statement.sql();
  if (auto const found = statements_.find(sql.data()); found != statements_.end()) {
    return found->second;
  }
  sqlite3_stmt* raw = nullptr;
  char const* rest = nullptr;
  auto const outcome = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &raw, &rest);
  Prepared made{std::unique_ptr<sqlite3_stmt, Finalize>(raw), {}};
  if (outcome != SQLITE_OK) fail(sql);
  if (!raw || std::string_view(rest).find_first_not_of(" \n\t;") != std::string_view::npos) {
    throw std::logic_error(fmt::format("not exactly one statement: {}", sql));
  }
  auto const count = sqlite3_bind_parameter_count(raw);
  for (int number = 1; number <= count; ++number) {
    auto const position = sqlite3_bind_parameter_index(raw, fmt::format("${}", number).c_str());
    if (position == 0) throw std::logic_error(fmt::format("${} is missing: {}", number, sql));
    made.positions.push_back(position);
  }
  return statements_.emplace(sql.data(), std::move(made)).first->second;
}

void SqliteConnection::bind(Prepared const& prepared, std::span<Value const> values,
                            Statement statement) {
  if (values.size() != prepared.positions.size()) {
    throw std::logic_error(fmt::format("{} values for {}", values.size(), statement.sql()));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const outcome = bind_value(prepared.statement.get(), prepared.positions[i], values[i]);
    if (outcome != SQLITE_OK) fail(statement.sql());
  }
}

void SqliteConnection::execute(Statement statement, std::span<Value const> values, Rows& rows) {
  auto const& ready = prepared(statement);
  auto* const raw = ready.statement.get();
  if (only_reads_ && sqlite3_stmt_readonly(raw) == 0)
    throw DatabaseError(fmt::format("a read would change something: {}", statement.sql()));
  bind(ready, values, statement);
  Reset const reset(raw);
  auto const columns = sqlite3_column_count(raw);
  rows.start(static_cast<std::size_t>(columns));
  for (;;) {
    auto const outcome = sqlite3_step(raw);
    if (outcome == SQLITE_DONE) return;
    if (outcome != SQLITE_ROW) fail(statement.sql());
    copy_row(raw, columns, rows);
  }
}

void SqliteConnection::execute(Statement statement) {
  Rows ignored;
  execute(statement, {}, ignored);
}

void SqliteConnection::execute_script(std::string_view sql) {
  auto const outcome =
      sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (outcome != SQLITE_OK) fail("run a script");
}

void SqliteConnection::wait_at_most(std::chrono::milliseconds patience) {
  sqlite3_busy_timeout(handle_.get(), static_cast<int>(patience.count()));
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

std::int64_t SqliteConnection::changed_rows() const {
  return sqlite3_total_changes64(handle_.get());
}

void SqliteConnection::roll_back() noexcept {
  if (in_transaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteConnection::foreign_key_owed() const {
  int current = 0;
  int unused = 0;
  sqlite3_db_status(handle_.get(), SQLITE_DBSTATUS_DEFERRED_FKS, &current, &unused, 0);
  return current != 0;
}

SqliteConnection::Checkpoint SqliteConnection::checkpoint() {
  int pages = 0;
  int returned = 0;
  auto const outcome = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                 &pages, &returned);
  return {outcome == SQLITE_OK, pages, returned};
}

// SQLite's message names tables and columns, never values, so it may go to a log.
void SqliteConnection::fail(std::string_view doing) const {
  auto* const handle = handle_.get();
  auto const code = sqlite3_extended_errcode(handle);
  auto const text = fmt::format("SQLite {}: {} ({})", code, sqlite3_errmsg(handle), doing);
  // What a failed sync leaves in the log may come back when the machine starts again.
  if (code == SQLITE_IOERR_FSYNC) throw OutcomeUnknown(text);
  auto const kind = kind_of(code, sqlite3_system_errno(handle));
  if (may_pass(code)) throw Overload(text, kind);
  throw DatabaseError(text, kind);
}

}  // namespace orgd
