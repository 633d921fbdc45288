// A file is known by its device and inode.
#include "store/sqlite/files.hpp"

#include <sys/stat.h>

#include <algorithm>

namespace orgd {

SqliteFiles::File SqliteFiles::look_at(std::string path) {
  struct stat found{};
  // What cannot be seen compares as nothing, which no open file is.
  if (::stat(path.c_str(), &found) != 0) found = {};
  return {std::move(path), found.st_dev, found.st_ino};
}

SqliteFiles::SqliteFiles(std::filesystem::path const& database)
    : files_{look_at(std::filesystem::absolute(database).string()),
             look_at(std::filesystem::absolute(database).string() + "-wal"),
             look_at(std::filesystem::absolute(database).string() + "-shm")} {}

bool SqliteFiles::in_place() const {
  return std::ranges::all_of(
      files_, [](File const& file) { return file.number != 0 && look_at(file.path) == file; });
}

}  // namespace orgd
