// Reads the header of the WAL-index (sqlite.org/walformat.html, 2.1): word 2 counts commits, words
// 6 and 7 are the checksum of the last frame. Through the connection's own mapping: a descriptor of
// the file, once closed, would drop all of SQLite's locks on it.
#include "store/sqlite/wal_index.hpp"

#include <sqlite3.h>

#include "store/database.hpp"

namespace orgd {
namespace {

constexpr int region_bytes = 32 * 1024;
constexpr std::size_t commits_word = 2;
constexpr std::size_t checksum_word = 7;

}  // namespace

WalIndex::WalIndex(sqlite3* handle) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file));
  void volatile* region = nullptr;
  bool const maps = file && file->pMethods && file->pMethods->iVersion >= 2 &&
                    file->pMethods->xShmMap(file, 0, region_bytes, 0, &region) == SQLITE_OK;
  if (!maps || !region) throw DatabaseError("the shared memory of the write-ahead log is missing");
  words_ = static_cast<std::uint32_t volatile*>(region);
}

std::uint64_t WalIndex::state() const {
  return std::uint64_t{words_[checksum_word]} << 32U | words_[commits_word];
}

}  // namespace orgd
