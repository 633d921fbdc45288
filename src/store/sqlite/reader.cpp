// A kept snapshot holds back checkpoints and hides later commits. So it is dropped when a commit
// was made in this process, after a number of reads, and at the end of the turn.
#include "store/sqlite/reader.hpp"

namespace orgd {
namespace {

constexpr int reads_per_snapshot = 64;

}  // namespace

Result<Done> SqliteReader::read(Work const& work) {
  try {
    return run_inline(connection_, work, *this);
  } catch (...) {
    drop_snapshot();
    throw;
  }
}

void SqliteReader::begin() {
  // Before BEGIN: a commit that falls between the two only costs one needless renewal.
  auto const changes = snapshots_.changes();
  if (connection_.in_transaction() && changes == seen_changes_ && reads_ < reads_per_snapshot) {
    ++reads_;
    return;
  }
  drop_snapshot();
  drop_at_turn_end();
  side_ = snapshots_.enter();
  connection_.execute("BEGIN");
  seen_changes_ = changes;
  reads_ = 1;
}

void SqliteReader::drop_snapshot() {
  if (connection_.in_transaction()) connection_.execute("COMMIT");
  leave();
}

void SqliteReader::drop_at_turn_end() {
  if (drop_planned_) return;
  drop_planned_ = true;
  loop_.at_turn_end([weak = weak_from_this()] {
    if (auto const reader = weak.lock()) {
      reader->drop_planned_ = false;
      reader->drop_snapshot();
    }
  });
}

}  // namespace orgd
