// What can go wrong between the driver and its server, and what it may then say.
#include <deque>

#include "wired_postgres.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;
using Postgres = WiredPostgres;

TEST_F(Postgres, ACommitWhoseAnswerIsLostIsLookedUp) {
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_TRUE(loop_.run(session_->write(adding_witnessed("a"))));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(stored(), "1:a");
}

TEST_F(Postgres, ACommitThatNeverArrivedIsRunAgain) {
  wire_->next_commit(Wire::Fault::lost);
  EXPECT_TRUE(loop_.run(session_->write(adding_witnessed("a"))));
  EXPECT_EQ(runs_, 2);
  EXPECT_EQ(stored(), "2:a");
}

TEST_F(Postgres, ACommitThatTheServerDoubtsIsLookedUp) {
  wire_->next_commit(Wire::Fault::doubtful);
  EXPECT_TRUE(loop_.run(session_->write(adding_witnessed("a"))));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(execute("SELECT count(*) FROM item"), "1");
  EXPECT_EQ(metric("orgd_store_commit_lookups_total", "committed"), 1);
}

TEST_F(Postgres, AnErrorOfTheWorkIsNoDoubt) {
  auto const outcome = loop_.run(session_->write([](Transaction& tx) -> Task<Done> {
    co_await add_item(tx, 1, "a");
    co_return fail(Code::team_not_found, "x");
  }));
  EXPECT_TRUE(outcome.error().is(Code::team_not_found));
  EXPECT_EQ(stored(), "");
}

TEST_F(Postgres, AnOutcomeThatCannotBeLearnedIsUnknown) {
  options_.patience.outcome = 100ms;
  options_.pool.patience = 2s;  // enough for the first connection
  open();
  wire_->next_commit(Wire::Fault::unanswered);
  EXPECT_THROW((void)loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
    tx.witness("organization", "a");
    co_await add_item(tx, 1, "a");
    wire_->cut();
    co_return Done{};
  })),
               OutcomeUnknown);
  EXPECT_EQ(execute("SELECT name FROM item"), "a");
}

TEST_F(Postgres, AServerThatIsGoneIsOverloadForWhatWasNotDone) {
  options_.pool.patience = 50ms;
  open();
  wire_->cut();
  EXPECT_THROW((void)loop_.run(session_->write(adding(1, "a"))), Overload);
  EXPECT_THROW((void)stored(), Overload);
  EXPECT_EQ(execute("SELECT count(*) FROM item"), "0");
}

TEST_F(Postgres, ASilentConnectionIsGivenUp) {
  options_.connection.answer = 1s;
  open();
  wire_->next_commit(Wire::Fault::silence);
  EXPECT_TRUE(loop_.run(session_->write(adding_witnessed("a"))));
  EXPECT_EQ(runs_, 2);
}

TEST_F(Postgres, LostConnectionsAreReplaced) {
  for (int id = 1; id <= 3; ++id) {
    end_all_connections();
    EXPECT_TRUE(loop_.run(session_->write(adding(id, "x"))));
    end_all_connections();
    EXPECT_EQ(std::ssize(stored()), 4 * id - 1);
  }
}

TEST_F(Postgres, ATransactionThatLosesItsConnectionRunsAgain) {
  int runs = 0;
  EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
    co_await add_item(tx, 1, "a");
    if (++runs == 1) end_all_connections();
    co_await add_item(tx, 2, "b");
    co_return Done{};
  })));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(stored(), "1:a 2:b");
}

TEST_F(Postgres, ARowThatIsHeldTooLongIsOverload) {
  options_.connection.lock = 50ms;
  open();
  ASSERT_TRUE(loop_.run(session_->write(adding(1, "a"))));
  execute("BEGIN");
  execute("UPDATE item SET name = 'held'");
  Work const change = [](Transaction& tx) -> Task<Done> {
    co_await tx.query("UPDATE item SET name = 'changed' WHERE id = 1");
    co_return Done{};
  };
  EXPECT_THROW((void)loop_.run(session_->write(change)), Overload);
  execute("ROLLBACK");
  EXPECT_TRUE(loop_.run(session_->write(change)));
  EXPECT_EQ(stored(), "1:changed");
}

TEST_F(Postgres, AStatementThatTakesTooLongIsOverload) {
  options_.connection.statement = 50ms;
  open();
  Work const slow = [](Transaction& tx) -> Task<Done> {
    co_await tx.query("SELECT 1 FROM pg_sleep(60)");
    co_return Done{};
  };
  EXPECT_THROW((void)loop_.run(session_->read(slow)), Overload);
  EXPECT_EQ(stored(), "");
}

TEST_F(Postgres, WhoFindsNoConnectionWaitsAndTooManyAreRefused) {
  options_.pool.connections = 2;  // of which one is for flights
  options_.pool.waiting = 2;
  open();
  std::deque<Task<Done>> started;
  for (int id = 1; id <= 3; ++id)
    started.emplace_back(session_->write(adding(id, "x"))).handle().resume();
  for (auto& task : started) {
    auto const wait = [&task]() -> Task<Done> {
      co_await end_of(task);
      co_return Done{};
    };
    ASSERT_TRUE(loop_.run(wait()));
  }
  EXPECT_TRUE(started[0].take());
  EXPECT_TRUE(started[1].take());
  EXPECT_THROW((void)started[2].take(), Overload);
  EXPECT_EQ(stored(), "1:x 2:x");
}

TEST_F(Postgres, StatementsArePreparedOnce) {
  std::int64_t prepared = 0;
  Work const count = [&](Transaction& tx) -> Task<Done> {
    auto const rows =
        co_await tx.query("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'orgd%'");
    prepared = rows[0].integer(0);
    co_return Done{};
  };
  ASSERT_TRUE(loop_.run(session_->read(count)));
  auto const before = prepared;
  ASSERT_TRUE(loop_.run(session_->read(count)));
  EXPECT_EQ(before, 1);
  EXPECT_EQ(prepared, 1);
}

// Adds a column, which nobody may use the table for.
std::vector<Migration> with_a_column() {
  return {test_migrations()[0], {2, "column", "ALTER TABLE item ADD COLUMN note TEXT;"}};
}

TEST_F(Postgres, AMigrationThatMustWaitLetsOthersGoOn) {
  execute("BEGIN");
  execute("SELECT count(*) FROM item");
  int pauses = 0;
  auto const pause = [&] {
    EXPECT_TRUE(loop_.run(session_->write(adding(++pauses, "x"))));
    if (pauses == 2) execute("COMMIT");
  };
  auto const done =
      migrate(*database_->schema(), with_a_column(), std::chrono::sys_seconds{}, {.pause = pause});
  EXPECT_EQ(done.size(), 1U);
  EXPECT_EQ(pauses, 2);
  EXPECT_EQ(stored(), "1:x 2:x");
}

TEST_F(Postgres, AMigrationGivesUpWhenATableStaysInUse) {
  execute("BEGIN");
  execute("SELECT count(*) FROM item");
  EXPECT_THROW(migrate(*database_->schema(), with_a_column(), std::chrono::sys_seconds{},
                       {.busy_patience = 0ms}),
               SchemaBusy);
  EXPECT_EQ(stored(), "");
  EXPECT_EQ(execute("SELECT max(version) FROM schema_migration"), "1");
}

TEST_F(Postgres, AReadOfOneQuestionNeedsNoTransactionOfItsOwn) {
  std::string state;
  ASSERT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
    auto const rows = co_await tx.query(
        "SELECT CAST(count(*) AS TEXT) FROM pg_stat_activity "
        "WHERE state = 'idle in transaction' AND datname = current_database()");
    state = rows[0].text(0);
    co_return Done{};
  })));
  EXPECT_EQ(state, "0");
}

}  // namespace
}  // namespace orgd
