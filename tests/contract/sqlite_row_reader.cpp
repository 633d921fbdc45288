// SQLite's C interface, because the store's own takes constants only.
#include <fmt/format.h>
#include <sqlite3.h>

#include <stdexcept>

#include "row_reader.hpp"

namespace contract {
namespace {

struct CloseSqlite {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, CloseSqlite>;

Handle open(std::string const& file) {
  sqlite3* raw = nullptr;
  int const code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
  Handle handle(raw);
  if (code != SQLITE_OK) throw std::runtime_error("cannot open " + file);
  sqlite3_busy_timeout(raw, 10'000);
  return handle;
}

std::string text_of(sqlite3_stmt* statement, int column) {
  auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement, column));
  if (sqlite3_column_type(statement, column) == SQLITE_NULL) return "NULL";
  return bytes
             ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)))
             : std::string();
}

class SqliteRowReader final : public RowReader {
 public:
  explicit SqliteRowReader(std::string const& file) : handle_(open(file)) { rows_of("BEGIN"); }

  std::vector<std::string> rows_of(std::string const& sql) override {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(fmt::format("{}: {}", sql, sqlite3_errmsg(handle_.get())));
    std::vector<std::string> rows;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      std::string& row = rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i)
        row += (i > 0 ? "|" : "") + text_of(statement, i);
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle_.get()));
    return rows;
  }
  std::vector<std::string> tables() override {
    return rows_of("SELECT name FROM sqlite_master WHERE type = 'table'");
  }

 private:
  Handle handle_;
};

}  // namespace

std::unique_ptr<RowReader> read_sqlite(std::string const& file) {
  return std::make_unique<SqliteRowReader>(file);
}

}  // namespace contract
