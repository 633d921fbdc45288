// Which organizations have changed since when, so that what was read of one need not be read again.
// The writer tells it with each commit; what another process commits is seen in the shared memory
// of the log, and then everything counts as changed.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "store/sqlite/snapshots.hpp"
#include "store/sqlite/wal_index.hpp"

namespace orgd {

class SqliteChanges {
 public:
  SqliteChanges(WalIndex log, SqliteSnapshots& snapshots)
      : log_(log), snapshots_(snapshots), known_(log.state()) {}

  /// Whether what is written under the organization's lock is as a snapshot showed it, taken
  /// when SqliteSnapshots::changes() said `moment`. Never says so of a change that was acknowledged
  /// before the call; a false no costs a look-up. From every thread.
  bool unchanged(std::string_view org_id, std::uint64_t moment);

  /// One transaction of the writer: constructed when it holds the lock on writing, destroyed when
  /// it has ended, committed or not.
  class Transaction {
   public:
    explicit Transaction(SqliteChanges& changes);
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;
    ~Transaction();

    void change(std::string_view org_id) { slots_.push_back(slot_of(org_id)); }
    void change_all() { all_ = true; }

   private:
    SqliteChanges& changes_;
    std::lock_guard<std::mutex> lock_;
    std::vector<std::size_t> slots_{};
    bool all_ = false;
  };

 private:
  static constexpr std::size_t slots = 4096;
  static std::size_t slot_of(std::string_view org_id) {
    return std::hash<std::string_view>()(org_id) % slots;
  }
  // Tells what other processes committed until now. Under the mutex, as known_ is written.
  void notice_others();
  std::uint32_t known_commits() const { return WalIndex::commits_of(known_); }
  // What a snapshot that is taken from now on will be newer than.
  std::uint64_t next_moment() const { return snapshots_.changes() + 1; }

  WalIndex const log_;
  SqliteSnapshots& snapshots_;
  std::mutex own_;                    // held while the writer changes the log
  std::atomic<std::uint64_t> known_;  // state of the log, all that led to it being told below
  std::atomic<std::uint64_t> all_changed_ = 0;
  std::array<std::atomic<std::uint64_t>, slots> changed_{};  // by a hash of the id
};

}  // namespace orgd
