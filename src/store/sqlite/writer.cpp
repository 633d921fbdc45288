// Order matters here: jobs are answered after the commit is on disk, never before, and nothing of
// a job is touched once its answer is posted, because its coroutine may be gone by then.
#include "store/sqlite/writer.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <new>
#include <thread>

#include "store/sqlite/transaction.hpp"

namespace orgd {
namespace {

// Long enough that a lone client's next write usually comes first: a checkpoint after each commit
// would double the syncs. Short enough that the log is small when traffic pauses.
constexpr auto settle_time = std::chrono::milliseconds(100);

// Under steady load: 16 MiB keep the look-ups in the log short and the pause of one checkpoint
// small. With half of it a sixth more is written, for pages that change often are copied back more
// often.
constexpr std::int64_t checkpoint_pages = 4000;

// How long a group waits for more, as a part of the time of the last commit. A quarter gathers
// nearly all of 64 clients, and costs no write more than that.
constexpr int patience_part = 4;

// Savepoints keep a copy of each page that a job changes, a tenth of its cost; most jobs succeed.
// After one that did not, so many transactions are made with them: failures come in crowds.
constexpr int careful_transactions = 64;

// A slow listing must not hold up the writes; the next checkpoint makes up for it. Unless the log
// grows all the same, as on a machine with too few cores: then a pause is the lesser evil.
std::chrono::milliseconds reader_patience(std::int64_t wal_pages) {
  return std::chrono::milliseconds(wal_pages > 5 * checkpoint_pages ? 50 : 2);
}

// Whether the disk refused the write, rather than another process or the write itself.
bool is_refusal(std::exception_ptr const& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (DatabaseError const& failure) {
    using enum FailureKind;
    return failure.kind == unavailable || failure.kind == disk_full || failure.kind == moved ||
           failure.kind == unknown_commit;
  } catch (...) {
    return false;
  }
}

// The log and its shared memory come into being with the first read.
SqliteFiles open_files(SqliteConnection& connection, std::filesystem::path const& file) {
  connection.execute("SELECT 1 FROM sqlite_schema");
  return SqliteFiles(file);
}

// An answer that is never posted would leave its request waiting for ever: memory that is short now
// comes back when other requests end.
void post_surely(Loop& loop, std::function<void()> const& action) {
  constexpr std::chrono::milliseconds pause(10);
  for (;;) {
    try {
      return loop.post(action);
    } catch (std::bad_alloc const&) {
      std::this_thread::sleep_for(pause);
    }
  }
}

// Tells what a job changes. One that names no organization may have changed any.
class ToldChanges final : public TransactionWatch {
 public:
  explicit ToldChanges(SqliteChanges::Transaction& all) : all_(all) {}

  void changes(std::string_view org_id) override {
    named_ = true;
    all_.change(org_id);
  }
  void finish() {
    if (!named_) all_.change_all();
  }

 private:
  SqliteChanges::Transaction& all_;
  bool named_ = false;
};

}  // namespace

struct SqliteWriter::Submission {
  SqliteWriter& writer;
  Job& job;
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) {
    job.waiter = waiter;
    writer.queue_.push(job);
  }
  void await_resume() noexcept {}
};

SqliteWriter::SqliteWriter(std::filesystem::path const& file, SqliteConnection::Memory memory,
                           Limits limits)
    : limits_(limits),
      queue_(limits.max_waiting),
      connection_(file, SqliteConnection::Access::write, memory),
      files_(open_files(connection_, file)),
      changes_(connection_.wal_index(), snapshots_) {
  chains_.reserve(limits_.max_batch);
  thread_ = std::thread([this] { run(); });
}

SqliteWriter::~SqliteWriter() {
  queue_.close();
  thread_.join();
}

Task<Done> SqliteWriter::write(Loop& loop, Work work) {
  Job job{loop, std::move(work)};
  co_await Submission{*this, job};
  if (job.exception) std::rethrow_exception(job.exception);
  co_return std::move(*job.result);
}

SqliteStats SqliteWriter::stats() const {
  return {.waiting_writes = queue_.size(),
          .commits = commits_,
          .committed_writes = committed_writes_,
          .failed_commits = failed_commits_,
          .wal_pages = wal_pages_,
          .checkpoints = checkpoints_,
          .refused_checkpoints = refused_checkpoints_};
}

void SqliteWriter::run() {
  using Clock = std::chrono::steady_clock;
  std::vector<Job*> group;
  group.reserve(limits_.max_batch);  // so that a thread that answers needs no memory
  WriteQueue<Job>::Gathering gathering{.most = limits_.max_batch, .expected = 1, .patience = {}};
  for (;;) {
    if (connection_.wal_pages() > returned_pages_ && !queue_.comes_within(settle_time)) {
      checkpoint();
      gathering.expected = 1;
    }
    queue_.take(group, gathering);
    if (group.empty()) return;
    auto const begin = Clock::now();
    commit(group);
    gathering.patience = (Clock::now() - begin) / patience_part;
    // Whoever is answered is likely to write again, a lone client too: it never waits.
    gathering.expected = group.size() + queue_.size();
    answer(group);
    wal_pages_ = connection_.wal_pages();
    returned_pages_ = std::min(returned_pages_, connection_.wal_pages());
    if (connection_.wal_pages() - returned_pages_ >= checkpoint_pages) checkpoint();
  }
}

void SqliteWriter::commit(std::span<Job* const> jobs) {
  while (!jobs.empty()) jobs = jobs.subspan(run_transaction(jobs));
}

// Returns how many jobs have their outcome. Fewer than all when SQLite ended the transaction by
// itself (disk full, out of memory): what ran is lost, what follows deserves a transaction anew.
// None when one failed that had changed something: all run again, now with savepoints.
std::size_t SqliteWriter::run_transaction(std::span<Job* const> jobs) {
  std::size_t ran = 0;
  std::uint64_t writes = 0;
  try {
    connection_.execute("BEGIN IMMEDIATE");
    SqliteChanges::Transaction changes(changes_);
    for (auto* const job : jobs) {
      ++ran;
      auto const rows = connection_.changed_rows();
      if (run_job(*job, changes)) ++writes;
      if (!connection_.in_transaction()) std::rethrow_exception(job->exception);
      bool const undone = savepoints_ > 0 || connection_.changed_rows() == rows;
      if (job->succeeded() || undone) continue;
      connection_.execute("ROLLBACK");
      if (jobs.size() == 1) return 1;
      savepoints_ = careful_transactions;
      for (auto* const again : jobs.first(ran)) again->forget();
      return 0;
    }
    if (writes == 0) {
      connection_.execute("ROLLBACK");
      return ran;
    }
    end_transaction();
    if (savepoints_ > 0) --savepoints_;
    commits_.fetch_add(1, std::memory_order_relaxed);
    committed_writes_.fetch_add(writes, std::memory_order_relaxed);
  } catch (...) {
    connection_.roll_back();
    failed_commits_.fetch_add(1, std::memory_order_relaxed);
    if (is_refusal(std::current_exception())) takes_writes_ = false;
    if (ran == 0) ran = jobs.size();
    for (auto* const job : jobs.first(ran)) {
      auto const untouched = !job->exception && !job->result;
      if (untouched || job->succeeded()) job->fail(std::current_exception());
    }
  }
  return ran;
}

// Files are looked at on both sides of the sync, which is where nearly all the time goes.
void SqliteWriter::end_transaction() {
  if (!files_.in_place())
    throw Overload("the files of the store were removed or replaced", FailureKind::moved);
  connection_.execute("COMMIT");
  if (!files_.in_place()) throw OutcomeUnknown("the files of the store were removed or replaced");
  takes_writes_ = true;
}

// True when the job's changes are part of the transaction.
bool SqliteWriter::run_job(Job& job, SqliteChanges::Transaction& changes) {
  bool const careful = savepoints_ > 0;
  if (careful) connection_.execute("SAVEPOINT job");
  ToldChanges told(changes);
  try {
    job.result = run_inline(connection_, job.work, told);
    // Found at COMMIT, one job's dangling key would fail all the others.
    if (job.succeeded() && connection_.foreign_key_owed()) {
      throw DatabaseError("a foreign key points to no row");
    }
  } catch (...) {
    job.fail(std::current_exception());
  }
  if (!connection_.in_transaction()) {
    if (job.succeeded()) throw DatabaseError("a write ended its own transaction");
    if (!job.exception)
      job.fail(std::make_exception_ptr(DatabaseError("the transaction was rolled back")));
    return false;
  }
  if (job.succeeded()) told.finish();
  if (careful && !job.succeeded()) connection_.execute("ROLLBACK TO job");
  if (careful) connection_.execute("RELEASE job");
  return job.succeeded();
}

void SqliteWriter::checkpoint() {
  // Nothing newer than the oldest snapshot can be copied back, and the next commit starts the log
  // over only when no snapshot lies in it. Busy readers leave no such moment by chance: without
  // these pauses the log grew by 60 MB a second beside one loop that only reads.
  auto const patience = reader_patience(connection_.wal_pages());
  snapshots_.renew(patience);
  auto const outcome = connection_.checkpoint();
  if (!outcome.ran) {
    refused_checkpoints_.fetch_add(1, std::memory_order_relaxed);
    // Not again before the log has grown or the settle time has passed.
    returned_pages_ = connection_.wal_pages();
    return;
  }
  checkpoints_.fetch_add(1, std::memory_order_relaxed);
  returned_pages_ = outcome.pages;
  snapshots_.renew(patience);
}

void SqliteWriter::answer(std::span<Job* const> jobs) {
  chains_.clear();
  for (auto* const job : jobs) {
    auto const chain = std::ranges::find_if(
        chains_, [job](Chain const& each) { return &each.first->loop == &job->loop; });
    if (chain == chains_.end()) {
      chains_.push_back({job, job});
    } else {
      chain->last->next = job;
      chain->last = job;
    }
  }
  for (auto const& chain : chains_) {
    post_surely(chain.first->loop, [first = chain.first] {
      for (auto* job = first; job != nullptr;) {
        auto* const next = job->next;  // resuming ends the job
        job->waiter.resume();
        job = next;
      }
    });
  }
}

}  // namespace orgd
