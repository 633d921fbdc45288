// The state of a database's write-ahead log, as all its processes share it in memory.
#pragma once

#include <cstdint>

struct sqlite3;

namespace orgd {

class WalIndex {
 public:
  /// Of a connection that has read something; it must outlive this.
  explicit WalIndex(sqlite3* handle);

  /// A number that each commit of any process moves, told apart by `commits_of`. Two loads; no
  /// system call. Nothing may be concluded from one that is read while a commit ends, but that it
  /// is another one than before.
  std::uint64_t state() const;
  /// How many commits there were, modulo 2^32.
  static std::uint32_t commits_of(std::uint64_t state) { return static_cast<std::uint32_t>(state); }

 private:
  std::uint32_t const volatile* words_ = nullptr;
};

}  // namespace orgd
