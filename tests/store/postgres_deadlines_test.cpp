// Whatever blocks, whoever waits is told before his time is over. The server's own limits are off
// here, so that without the driver's nothing would end.
#include "wired_postgres.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;

class PostgresDeadlines : public WiredPostgres {
 protected:
  void SetUp() override {
    options_.connection = {.statement = 0ms, .lock = 0ms, .answer = servers::patience};
    options_.pool.patience = servers::patience;
    options_.patience.attempts = servers::patience;
    WiredPostgres::SetUp();
  }
  void lock_table() { execute("BEGIN; LOCK TABLE item IN ACCESS EXCLUSIVE MODE"); }
  void hold_row() { execute("BEGIN; UPDATE item SET name = 'held'"); }

  static Session::Deadline now() { return std::chrono::steady_clock::now(); }
  static Session::Deadline soon() { return now() + 200ms; }
  static Session::Deadline far() { return now() + servers::patience; }
  Result<Done> read_item(Session::Deadline until) {
    return loop_.run(session_->read(
        [](Transaction& tx) -> Task<Done> {
          co_await tx.query("SELECT name FROM item WHERE id = 1");
          co_return Done{};
        },
        until));
  }
  Result<Done> change_item(Session::Deadline until) {
    return loop_.run(session_->write(
        [](Transaction& tx) -> Task<Done> {
          co_await tx.query("UPDATE item SET name = 'changed' WHERE id = 1");
          co_return Done{};
        },
        until));
  }
};

TEST_F(PostgresDeadlines, AReadOfALockedTableIsOverloadInTime) {
  options_.patience.attempts = 1s;  // a tenth of it is no time for a connection
  open();
  lock_table();
  EXPECT_THROW((void)read_item(soon()), Overload);
  execute("ROLLBACK");
  EXPECT_TRUE(read_item(far()));
}

TEST_F(PostgresDeadlines, AWriteOfAHeldRowIsOverloadInTimeAndNotDone) {
  options_.patience.attempts = 1s;
  open();
  ASSERT_TRUE(loop_.run(session_->write(adding(1, "a"))));
  hold_row();
  EXPECT_THROW((void)change_item(soon()), Overload);
  execute("COMMIT");
  EXPECT_EQ(stored(), "1:held");
}

TEST_F(PostgresDeadlines, AServerThatSaysNothingIsOverloadInTime) {
  options_.patience.attempts = 1s;
  open();
  ASSERT_TRUE(loop_.run(session_->write(adding(1, "a"))));
  wire_->freeze();
  EXPECT_THROW((void)read_item(soon()), Overload);
  EXPECT_THROW((void)change_item(soon()), Overload);
  wire_->thaw();
  EXPECT_EQ(execute("SELECT name FROM item"), "a");
}

TEST_F(PostgresDeadlines, WhatNobodyWaitsForKeepsNobodyElseWaiting) {
  options_.patience.attempts = 1s;
  options_.pool.connections = 4;
  open();
  ASSERT_TRUE(read_item(far()));
  lock_table();
  EXPECT_THROW((void)read_item(soon()), Overload);
  // The connection still waits for the table; who asks for something else gets another one.
  EXPECT_TRUE(loop_.run(session_->read([](Transaction& tx) -> Task<Done> {
    co_await tx.query("SELECT 1 FROM pg_class WHERE relname = 'item'");
    co_return Done{};
  })));
  execute("ROLLBACK");
}

TEST_F(PostgresDeadlines, WaitingForAConnectionCountsToo) {
  options_.patience.attempts = 1s;
  options_.pool.connections = 2;  // of which one is for flights
  open();
  ASSERT_TRUE(loop_.run(session_->write(adding(1, "a"))));
  hold_row();
  Work const change = [](Transaction& tx) -> Task<Done> {
    co_await tx.query("UPDATE item SET name = 'first' WHERE id = 1");
    co_return Done{};
  };
  auto first = session_->write(change, far());
  first.handle().resume();
  EXPECT_THROW((void)change_item(soon()), Overload);
  execute("COMMIT");
  auto const wait = [&first]() -> Task<Done> {
    co_await end_of(first);
    co_return Done{};
  };
  ASSERT_TRUE(loop_.run(wait()));
  EXPECT_TRUE(first.take());
  EXPECT_EQ(stored(), "1:first");
}

// A COMMIT without an answer, of which nothing certain is to be seen before the deadline.
class PostgresCommitDeadlines : public PostgresDeadlines {
 protected:
  void SetUp() override {
    PostgresDeadlines::SetUp();
    if (IsSkipped()) return;
    options_.patience.attempts = 1s;
    options_.find_trace = [this, inner = options_.find_trace](
                              Transaction& tx, Evidence const& evidence) -> Task<Trace> {
      auto const trace = co_await inner(tx, evidence);
      co_return now() < until_ ? Trace::some : trace;
    };
    open();
    // The connection is there when the time begins.
    ASSERT_TRUE(loop_.run(session_->write(adding(7, "first"), far())));
    until_ = now() + 1s;
  }
  Session::Deadline until_;
};

TEST_F(PostgresCommitDeadlines, ACommitThatHasBegunIsNotGivenUp) {
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_TRUE(loop_.run(session_->write(adding_witnessed("a"), until_)));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(execute("SELECT count(*) FROM item"), "2");
}

TEST_F(PostgresCommitDeadlines, WhatTurnsOutNotDoneAfterItsTimeIsOverload) {
  wire_->next_commit(Wire::Fault::lost);
  EXPECT_THROW((void)loop_.run(session_->write(adding_witnessed("a"), until_)), Overload);
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(execute("SELECT count(*) FROM item"), "1");
}

TEST_F(PostgresDeadlines, ALockedTableIsNotTakenForAPooler) {
  options_.connection.lock = 50ms;
  open();
  std::int64_t prepared = -1;
  Work const count = [&](Transaction& tx) -> Task<Done> {
    auto const rows =
        co_await tx.query("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'orgd%'");
    prepared = rows[0].integer(0);
    co_return Done{};
  };
  lock_table();
  // Preparing a statement takes a lock on its table, too.
  EXPECT_THROW((void)read_item(far()), Overload);
  execute("ROLLBACK");
  ASSERT_TRUE(read_item(far()));
  ASSERT_TRUE(loop_.run(session_->read(count)));
  EXPECT_EQ(prepared, 2);
}

}  // namespace
}  // namespace orgd
