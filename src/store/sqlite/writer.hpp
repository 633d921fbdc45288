// The one writer: a thread that takes every waiting write, commits them together and only then
// answers. One sync to disk thus serves many callers. Jobs may run again, as Work says.
// It runs no read, and no coroutine resumes here but the work itself: answers go to their loops.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <span>
#include <thread>
#include <vector>

#include "store/database.hpp"
#include "store/sqlite/changes.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/snapshots.hpp"
#include "store/sqlite/write_queue.hpp"

namespace orgd {

struct SqliteStats {
  std::size_t waiting_writes;         ///< not yet taken by the writer
  std::uint64_t commits;              ///< to disk; each may hold many writes
  std::uint64_t committed_writes;     ///< by them
  std::uint64_t failed_commits;       ///< each failed every write it held
  std::int64_t wal_pages;             ///< pages in the write-ahead log
  std::uint64_t checkpoints;          ///< that ran
  std::uint64_t refused_checkpoints;  ///< a growing number with a growing log asks for a look
};

class SqliteWriter {
 public:
  struct Limits {
    std::size_t max_waiting;
    std::size_t max_batch;
  };

  SqliteWriter(std::filesystem::path const& file, SqliteConnection::Memory memory, Limits limits);
  SqliteWriter(SqliteWriter const&) = delete;
  SqliteWriter& operator=(SqliteWriter const&) = delete;
  /// Takes no more writes, finishes those that wait, and stops.
  ~SqliteWriter();

  /// Session::write. The task must live until it ends: `loop` resumes it.
  Task<Done> write(Loop& loop, Work work);

  SqliteSnapshots& snapshots() { return snapshots_; }
  SqliteChanges& changes() { return changes_; }
  /// False from a commit that the disk refused to the next one that it took.
  bool takes_writes() const { return takes_writes_.load(std::memory_order_relaxed); }
  SqliteStats stats() const;

 private:
  // Lives in the frame of the coroutine that waits for it.
  struct Job {
    Loop& loop;
    Work work;
    std::coroutine_handle<> waiter{};
    std::optional<Result<Done>> result{};
    std::exception_ptr exception{};
    Job* next = nullptr;  // answered after this one, on the same loop

    void forget() {
      result.reset();
      exception = nullptr;
    }
    bool succeeded() const { return !exception && result && result->has_value(); }
    void fail(std::exception_ptr why) {
      result.reset();
      exception = std::move(why);
    }
  };
  struct Submission;

  void run();
  void commit(std::span<Job* const> jobs);
  std::size_t run_transaction(std::span<Job* const> jobs);
  void end_transaction();
  bool run_job(Job& job, SqliteChanges::Transaction& changes);
  void checkpoint();
  void answer(std::span<Job* const> jobs);

  struct Chain {
    Job* first;
    Job* last;
  };

  Limits const limits_;
  WriteQueue<Job> queue_;
  SqliteConnection connection_;  // the thread's own
  SqliteFiles const files_;
  std::vector<Chain> chains_;  // of answers, one for each loop; the thread's own
  std::int64_t returned_pages_ = 0;
  int savepoints_ = 0;  // in how many transactions from here on each job has one

  SqliteSnapshots snapshots_;
  SqliteChanges changes_;
  std::atomic<bool> takes_writes_ = true;
  std::atomic<std::uint64_t> commits_ = 0;
  std::atomic<std::uint64_t> committed_writes_ = 0;
  std::atomic<std::uint64_t> failed_commits_ = 0;
  std::atomic<std::int64_t> wal_pages_ = 0;
  std::atomic<std::uint64_t> checkpoints_ = 0;
  std::atomic<std::uint64_t> refused_checkpoints_ = 0;

  std::thread thread_;  // last: everything above exists before it runs
};

}  // namespace orgd
