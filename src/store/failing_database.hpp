// A database that fails on purpose at the n-th statement, so tests can prove that a failure at any
// point leaves the store as it was. It fails before the statement runs; it damages nothing.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "store/database.hpp"

namespace orgd {

class FailingDatabase final : public Database {
 public:
  /// `inner` must outlive this database and its sessions.
  explicit FailingDatabase(Database& inner) : inner_(inner) {}

  std::unique_ptr<Session> connect(Loop& loop) override;
  std::vector<Sample> metrics() const override { return inner_.metrics(); }

  /// Counts from now and fails the n-th statement, of whatever session; 0 fails none. The commit
  /// of a write counts as one statement.
  void set_fail_at(std::int64_t n);
  /// Undoes the next write when its work has ended, calls `between`, and runs it again, as a
  /// networked database does after a conflict. For tests with one thread.
  void conflict_once(std::function<void()> between);
  /// From now on sessions say what has not changed, so that less is asked. Before, whatever a
  /// request shows has been read from the store.
  void tell_changes() { tells_changes_ = true; }
  /// Statements begun since set_fail_at, the failed one included.
  std::int64_t statements() const { return statements_; }

 private:
  friend class FailingSession;
  friend class FailingTransaction;

  /// Throws when this statement is the one to fail.
  void count();
  std::function<void()> take_conflict();

  Database& inner_;
  std::atomic<std::int64_t> statements_ = 0;
  std::atomic<std::int64_t> fail_at_ = 0;
  std::atomic<bool> tells_changes_ = false;
  std::function<void()> between_;
};

}  // namespace orgd
