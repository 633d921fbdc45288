// Reads of one loop on its own connection. Consecutive reads share one snapshot, because BEGIN and
// COMMIT cost more than the look-ups between them; it never outlives the loop's turn. A read that
// asks nothing takes none.
// It runs no write and never waits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "store/database.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/snapshots.hpp"
#include "store/sqlite/transaction.hpp"

namespace orgd {

class SqliteReader final : public std::enable_shared_from_this<SqliteReader>,
                           private TransactionWatch {
 public:
  SqliteReader(std::filesystem::path const& file, SqliteConnection::Memory memory, Loop& loop,
               SqliteSnapshots& snapshots)
      : connection_(file, SqliteConnection::Access::read, memory),
        loop_(loop),
        snapshots_(snapshots) {}
  SqliteReader(SqliteReader const&) = delete;
  SqliteReader& operator=(SqliteReader const&) = delete;
  ~SqliteReader() { leave(); }

  Result<Done> read(Work const& work);
  /// What SqliteSnapshots::changes() said before the last snapshot was taken.
  std::uint64_t moment() const { return seen_changes_; }

 private:
  void begin() override;
  void drop_snapshot();
  void drop_at_turn_end();
  void leave() {
    if (side_) snapshots_.leave(*side_);
    side_.reset();
  }

  SqliteConnection connection_;
  Loop& loop_;
  SqliteSnapshots& snapshots_;
  std::uint64_t seen_changes_ = 0;
  std::optional<std::size_t> side_;  // where the kept snapshot is counted
  int reads_ = 0;                    // answered from the kept snapshot
  bool drop_planned_ = false;
};

}  // namespace orgd
