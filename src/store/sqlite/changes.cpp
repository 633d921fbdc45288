// The order is what makes it right: a commit is in the log, then it is told here, then it is
// acknowledged. A moment is taken before its snapshot, and a change is told with a moment that only
// snapshots taken afterwards can have.
#include "store/sqlite/changes.hpp"

namespace orgd {

bool SqliteChanges::unchanged(std::string_view org_id, std::uint64_t moment) {
  if (log_.state() != known_.load(std::memory_order_acquire)) {
    // A commit of the writer that is about to be told, or one of another process.
    if (own_.try_lock()) {
      notice_others();
      own_.unlock();
    }
    return false;
  }
  return all_changed_.load(std::memory_order_acquire) <= moment &&
         changed_.at(slot_of(org_id)).load(std::memory_order_acquire) <= moment;
}

void SqliteChanges::notice_others() {
  std::uint64_t const now = log_.state();
  if (now == known_.load(std::memory_order_relaxed)) return;
  all_changed_.store(next_moment(), std::memory_order_release);
  snapshots_.changed();
  known_.store(now, std::memory_order_release);
}

SqliteChanges::Transaction::Transaction(SqliteChanges& changes)
    : changes_(changes), lock_(changes.own_) {
  changes_.notice_others();
}

SqliteChanges::Transaction::~Transaction() {
  std::uint64_t const now = changes_.log_.state();
  auto const commits = WalIndex::commits_of(now) - changes_.known_commits();
  if (commits == 0) return;
  // More than its own: another process came between its end and here.
  if (all_ || commits != 1) changes_.all_changed_.store(changes_.next_moment());
  for (std::size_t const slot : slots_) changes_.changed_.at(slot).store(changes_.next_moment());
  changes_.snapshots_.changed();
  changes_.known_.store(now, std::memory_order_release);
}

}  // namespace orgd
