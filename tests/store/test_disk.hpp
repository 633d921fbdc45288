// A disk for SQLite that remembers what was synced, so that a test can cut the power; and that can
// be made to fail. Every database that is opened while it lives is on it.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct sqlite3_vfs;  // NOLINT(readability-identifier-naming): SQLite names it so

namespace orgd {

class TestDisk {
 public:
  TestDisk();
  TestDisk(TestDisk const&) = delete;
  TestDisk& operator=(TestDisk const&) = delete;
  ~TestDisk();

  /// Writes the files as they would be after a power cut now into another directory.
  void cut_power(std::filesystem::path const& into) const;

  std::atomic<bool> fails_syncs = false;
  /// Whether there is no room for shared memory.
  std::function<bool()> is_full = [] { return false; };

  /// For its files: a change of the file that is durable only after the next sync.
  using Change = std::function<void(std::string& content)>;
  void change(std::string const& path, Change change);
  void sync(std::string const& path);
  void forget(std::string const& path);

 private:
  struct File {
    std::string durable{};
    std::vector<Change> unsynced{};
  };
  mutable std::mutex mutex_;
  std::map<std::string, File> files_;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace orgd
