// Whether the files of an open SQLite store still are those that its path leads to. SQLite goes on
// writing to files that were removed or replaced, and all of it is gone when the process ends.
#pragma once

#include <sys/types.h>

#include <array>
#include <filesystem>
#include <string>

namespace orgd {

class SqliteFiles {
 public:
  /// Remembers database, write-ahead log and shared memory as they are now; all must exist.
  explicit SqliteFiles(std::filesystem::path const& database);

  /// Three system calls of a microsecond each.
  bool in_place() const;

 private:
  struct File {
    std::string path{};
    dev_t device{};
    ino_t number{};

    bool operator==(File const&) const = default;
  };
  static File look_at(std::string path);

  std::array<File, 3> const files_;
};

}  // namespace orgd
