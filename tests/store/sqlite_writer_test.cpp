// The one writer: what a batch shares and what it must not, a queue with an end, a disk that is
// full.
#include "store/sqlite/writer.hpp"

#include <sys/resource.h>

#include <array>
#include <csignal>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "sqlite_file.hpp"

namespace orgd {
namespace {

class SqliteWriterTest : public SqliteTest {
 protected:
  // Starts a write that keeps the writer busy until go() lets it end.
  void hold_writer() {
    held_.emplace(session_->write([this](Transaction&) -> Task<Done> {
      taken_.open();
      go_.wait();
      co_return Done{};
    }));
    held_->handle().resume();
    taken_.wait();
  }
  // Starts a write that waits for the writer.
  Task<Done>& start(Work work) {
    auto& task = started_.emplace_back(session_->write(std::move(work)));
    task.handle().resume();
    return task;
  }
  // Lets the writer go on; returns once everything started before has its outcome.
  void go() {
    go_.open();
    for (;;) {
      try {
        // Answered after all that was started before it on this loop, and commits nothing.
        EXPECT_FALSE(
            write([](Transaction&) -> Task<Done> { co_return fail(Code::service_unavailable); }));
        return;
      } catch (Overload const&) {
        std::this_thread::yield();
      }
    }
  }

  Gate taken_;
  Gate go_;
  std::optional<Task<Done>> held_;
  std::deque<Task<Done>> started_;
};

Task<Done> roll_everything_back(Transaction& transaction) {
  // What SQLite does by itself when the disk is full or memory is short.
  co_await transaction.query("ROLLBACK");
  co_return Done{};
}

// No file of this process grows beyond the given one while this lives.
class FullDisk {
 public:
  explicit FullDisk(std::filesystem::path const& file) {
    ::getrlimit(RLIMIT_FSIZE, &usual_);
    auto limit = usual_;
    limit.rlim_cur = std::filesystem::file_size(file);
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FullDisk(FullDisk const&) = delete;
  FullDisk& operator=(FullDisk const&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &usual_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit usual_{};
  void (*handler_)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

TEST_F(SqliteWriterTest, AFailingWriteDoesNotUndoOthersOfItsBatch) {
  open();
  hold_writer();
  auto& before = start(adding(1, "first"));
  auto& error = start([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 2, "second");
    co_return fail(Code::team_not_found, "x");
  });
  auto& exception = start([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 3, "third");
    throw std::out_of_range("a bug");
  });
  auto& statement = start(adding(1, "again"));
  auto& after = start(adding(4, "fourth"));
  auto const commits = file_->database().stats().commits;
  auto const writes = file_->database().stats().committed_writes;
  EXPECT_EQ(file_->database().stats().waiting_writes, 5U);
  go();
  EXPECT_TRUE(before.take());
  EXPECT_TRUE(error.take().error().is(Code::team_not_found));
  EXPECT_THROW((void)exception.take(), std::out_of_range);
  EXPECT_THROW((void)statement.take(), DatabaseError);
  EXPECT_TRUE(after.take());
  EXPECT_EQ(items(), "1:first 4:fourth");
  EXPECT_LE(file_->database().stats().commits, commits + 3) << "the batch shares one commit";
  EXPECT_EQ(file_->database().stats().committed_writes, writes + 3) << "held, before, after";
}

TEST_F(SqliteWriterTest, ALoneWriteThatFailsLeavesNothing) {
  open();
  EXPECT_FALSE(write([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 1, "first");
    co_return fail(Code::team_not_found, "x");
  }));
  EXPECT_EQ(items(), "");
}

TEST_F(SqliteWriterTest, WhatRanBesideAFailureRunsOnceMoreAndThenOnlyOnce) {
  open();
  std::array runs{0, 0};
  for (int round = 0; round < 2; ++round) {
    hold_writer();
    auto& beside = start([&runs, round](Transaction& transaction) -> Task<Done> {
      ++runs.at(static_cast<std::size_t>(round));
      co_return co_await add_item(transaction, round, "x");
    });
    auto& failing = start([](Transaction& transaction) -> Task<Done> {
      co_await add_item(transaction, 9, "failing");
      co_return fail(Code::team_not_found, "x");
    });
    go();
    EXPECT_TRUE(beside.take());
    EXPECT_TRUE(failing.take().error().is(Code::team_not_found));
  }
  EXPECT_EQ(items(), "0:x 1:x");
  EXPECT_EQ(runs, (std::array{2, 1})) << "savepoints hold for a while";
}

TEST_F(SqliteWriterTest, ABatchThatSqliteRollsBackFailsWhoRanInItOnly) {
  open();
  hold_writer();
  auto& before = start(adding(1, "first"));
  auto& culprit = start(roll_everything_back);
  auto& after = start(adding(2, "second"));
  go();
  EXPECT_THROW((void)before.take(), DatabaseError);
  EXPECT_THROW((void)culprit.take(), DatabaseError);
  EXPECT_TRUE(after.take());
  EXPECT_EQ(items(), "2:second");
}

TEST_F(SqliteWriterTest, AnErrorOfAJobOutlivesTheLossOfItsBatch) {
  open();
  hold_writer();
  auto& error = start([](Transaction&) -> Task<Done> { co_return fail(Code::team_not_found); });
  auto& culprit = start(roll_everything_back);
  go();
  EXPECT_TRUE(error.take().error().is(Code::team_not_found));
  EXPECT_THROW((void)culprit.take(), DatabaseError);
}

TEST_F(SqliteWriterTest, TooManyWaitingWritesAreRefusedAtOnce) {
  SqliteOptions options;
  options.max_waiting_writes = 2;
  open(options);
  hold_writer();
  auto& first = start(adding(1, "first"));
  auto& second = start(adding(2, "second"));
  EXPECT_THROW((void)start(adding(3, "third")).take(), Overload);
  go();
  EXPECT_TRUE(first.take());
  EXPECT_TRUE(second.take());
  EXPECT_EQ(items(), "1:first 2:second");
}

TEST_F(SqliteWriterTest, SmallBatchesLoseNothing) {
  SqliteOptions options;
  options.max_batch = 2;
  open(options);
  hold_writer();
  for (int id = 1; id <= 5; ++id) start(adding(id, "x"));
  go();
  for (auto& task : started_) EXPECT_TRUE(task.take());
  EXPECT_EQ(items(), "1:x 2:x 3:x 4:x 5:x");
}

TEST_F(SqliteWriterTest, ClosingFinishesWhatWaits) {
  open();
  hold_writer();
  auto& waiting = start(adding(1, "first"));
  go_.open();
  session_.reset();
  file_->close();
  EXPECT_TRUE(loop_.run([]() -> Task<Done> { co_return Done{}; }()));
  EXPECT_TRUE(waiting.take());
  file_->reopen();
  session_ = file_->database().connect(loop_);
  EXPECT_EQ(items(), "1:first");
}

TEST_F(SqliteWriterTest, ACommitThatTheDiskRefusesLeavesNothing) {
  open();
  ASSERT_TRUE(write(adding(1, "first")));
  auto full = std::make_optional<FullDisk>(file_->path().string() + "-wal");
  hold_writer();
  auto& second = start(adding(2, "second"));
  auto& third = start(adding(3, "third"));
  auto& error = start([](Transaction&) -> Task<Done> { co_return fail(Code::team_not_found); });
  go();
  full.reset();
  EXPECT_THROW((void)second.take(), DatabaseError);
  EXPECT_THROW((void)third.take(), DatabaseError);
  EXPECT_TRUE(error.take().error().is(Code::team_not_found));
  EXPECT_EQ(items(), "1:first");
  EXPECT_GE(file_->database().stats().failed_commits, 1U);
  EXPECT_TRUE(write(adding(4, "fourth")));
  session_.reset();
  file_->reopen();
  session_ = file_->database().connect(loop_);
  EXPECT_EQ(items(), "1:first 4:fourth");
}

TEST_F(SqliteWriterTest, ADanglingForeignKeyFailsItsJobAndNotTheBatch) {
  open();
  ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    co_await transaction.query(
        "CREATE TABLE part (item BIGINT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)");
    co_return Done{};
  }));
  hold_writer();
  auto& before = start(adding(1, "first"));
  auto& dangling = start([](Transaction& transaction) -> Task<Done> {
    co_await transaction.query("INSERT INTO part (item) VALUES (9)");
    co_return Done{};
  });
  go();
  EXPECT_TRUE(before.take());
  EXPECT_THROW((void)dangling.take(), DatabaseError);
}

TEST_F(SqliteWriterTest, TheLogStartsOverUnderSteadyWriting) {
  open();
  std::string const large(1 << 20, 'x');
  for (int id = 0; id < 40; ++id) ASSERT_TRUE(write(adding(id, large)));
  EXPECT_LT(file_->database().stats().wal_pages, 6000) << "10000 pages were written";
}

}  // namespace
}  // namespace orgd
