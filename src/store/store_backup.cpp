// A store in a file is SQLite's.
#include "store/store_backup.hpp"

#include "store/sqlite/connection.hpp"
#include "store/sqlite/copy.hpp"

namespace orgd {

void copy_store_file(std::filesystem::path const& from, std::filesystem::path const& to) {
  constexpr SqliteConnection::Memory memory{.cache_kib = 4096, .mmap_bytes = 0};
  SqliteConnection(from, SqliteConnection::Access::read, memory).copy_to(to);
}

std::vector<std::string> problems_of_store_file(std::filesystem::path const& file) {
  return problems_of_sqlite(file);
}

}  // namespace orgd
