// SQLite's C interface, because tables are found at run time and the store's own takes constants.
#include "stored_rows.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>
#include <set>
#include <stdexcept>

namespace contract {
namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

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

std::vector<std::string> rows_of(sqlite3* handle, std::string const& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(fmt::format("{}: {}", sql, sqlite3_errmsg(handle)));
  std::vector<std::string> rows;
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    std::string& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
      row += (i > 0 ? "|" : "") + text_of(statement, i);
  }
  sqlite3_finalize(statement);
  if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle));
  return rows;
}

std::set<std::string_view> lines_of(std::string_view text) {
  std::set<std::string_view> lines;
  while (!text.empty()) {
    auto const end = text.find('\n');
    lines.insert(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace

std::vector<std::string> rows_of(std::string const& file, std::string const& sql) {
  return rows_of(open(file).get(), sql);
}

std::string dump_of(std::string const& file) {
  Handle const handle = open(file);
  rows_of(handle.get(), "BEGIN");
  std::string dump;
  for (auto const& table :
       rows_of(handle.get(), "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
    for (auto const& row : rows_of(handle.get(), fmt::format("SELECT * FROM \"{}\"", table)))
      dump += fmt::format("{}: {}\n", table, row);
  return dump;
}

std::string difference(std::string_view before, std::string_view after) {
  auto const old_lines = lines_of(before);
  auto const new_lines = lines_of(after);
  std::string text;
  for (auto const line : old_lines)
    if (!new_lines.contains(line)) text += fmt::format("- {}\n", line);
  for (auto const line : new_lines)
    if (!old_lines.contains(line)) text += fmt::format("+ {}\n", line);
  return text;
}

}  // namespace contract
