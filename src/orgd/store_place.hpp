// Where a new store comes into being, or what belongs to one elsewhere: its key. The files are made
// in a hidden directory inside, which may be on a mounted volume as the place itself, and appear in
// one step.
#pragma once

#include <filesystem>

namespace orgd {

/// A lock on a directory that one server, or whoever makes a store there, holds. The kernel lets it
/// go with the process, even after SIGKILL.
class DirectoryLock {
 public:
  /// Throws std::runtime_error when another process has it.
  explicit DirectoryLock(std::filesystem::path const& directory);
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&& other) = delete;
  ~DirectoryLock();

  /// Keeps it until the process ends.
  void keep() { descriptor_ = -1; }

 private:
  int descriptor_;
};

class StorePlace {
 public:
  /// What may be in the directory already, beside what a store that was never finished has left.
  enum class Beside : bool { nothing, anything };

  /// Makes the directory (mode 0700) if it is missing, and sweeps away what was never finished.
  /// Throws std::runtime_error when it holds what it must not.
  explicit StorePlace(std::filesystem::path directory, Beside beside = Beside::nothing);
  StorePlace(StorePlace const&) = delete;
  StorePlace& operator=(StorePlace const&) = delete;
  /// Leaves nothing unless finish() was called.
  ~StorePlace();

  /// Where to make the files.
  std::filesystem::path const& workshop() const { return workshop_; }
  /// Moves them to their place, the database last, once all of them are on the disk. Nothing more
  /// happens when it is called again.
  void finish();

 private:
  static bool make_directory(std::filesystem::path const& directory, Beside beside);
  static void require_empty(std::filesystem::path const& directory);
  void sweep() const;

  std::filesystem::path const directory_;
  bool const made_;
  DirectoryLock const lock_;
  std::filesystem::path workshop_{};
  bool finished_ = false;
};

}  // namespace orgd
