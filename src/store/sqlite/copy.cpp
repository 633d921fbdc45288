// A copy of a whole database, page by page, beside whoever uses it.
#include "store/sqlite/copy.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

#include "store/sqlite/connection.hpp"

namespace orgd {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};

[[noreturn]] void refuse(sqlite3* target, std::string_view doing) {
  throw DatabaseError(fmt::format("cannot {}: {}", doing, sqlite3_errmsg(target)),
                      FailureKind::unavailable);
}

using Handle = std::unique_ptr<sqlite3, CloseDatabase>;

Handle open_plain(std::filesystem::path const& file, int access) {
  configure_sqlite();
  auto const name = std::filesystem::absolute(file).string();
  sqlite3* opened = nullptr;
  int const outcome = sqlite3_open_v2(name.c_str(), &opened, access | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(opened);
  if (outcome != SQLITE_OK) refuse(handle.get(), "open " + name);
  return handle;
}

int collect(void* problems, int columns, char** cells, char** /*names*/) {
  std::string line;
  for (int i = 0; i < columns; ++i)
    if (cells[i]) line += (line.empty() ? "" : " ") + std::string(cells[i]);
  if (line != "ok") static_cast<std::vector<std::string>*>(problems)->push_back(line);
  return 0;
}

}  // namespace

std::vector<std::string> problems_of_sqlite(std::filesystem::path const& file) {
  auto const handle = open_plain(file, SQLITE_OPEN_READONLY);
  std::vector<std::string> problems;
  for (auto const* sql :
       {"PRAGMA integrity_check",
        "SELECT 'a row of ' || \"table\" || ' names one of ' || parent || ' that is "
        "not there' FROM pragma_foreign_key_check"})
    if (sqlite3_exec(handle.get(), sql, collect, &problems, nullptr) != SQLITE_OK)
      refuse(handle.get(), "read " + file.string());
  return problems;
}

void SqliteConnection::copy_to(std::filesystem::path const& file) {
  auto const name = file.string();
  auto const target = open_plain(file, SQLITE_OPEN_READWRITE);
  auto* const copying = sqlite3_backup_init(target.get(), "main", handle_.get(), "main");
  if (!copying) refuse(target.get(), "copy to " + name);
  // In one step: no write in between can make it begin again.
  sqlite3_backup_step(copying, -1);
  if (sqlite3_backup_finish(copying) != SQLITE_OK) refuse(target.get(), "copy to " + name);
  // Without the log's mode the file needs no companions.
  if (sqlite3_exec(target.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr) !=
      SQLITE_OK)
    refuse(target.get(), "finish " + name);
}

}  // namespace orgd
