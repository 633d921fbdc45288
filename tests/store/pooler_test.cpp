// PostgreSQL through a pooler that hands connections around between transactions: a statement that
// was prepared on one is not there on the next, or is there by somebody else's hand. Each test
// makes that happen and sees the work run again, once, and nothing of it lost.
#include <functional>
#include <thread>

#include "fresh_database.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

// What one server process has: a database, and a session on a loop.
class Node {
 public:
  explicit Node(std::string const& url) : database_(PostgresDatabase::open(patient_options(url))) {}

  PostgresDatabase& database() { return *database_; }

  /// Reads all items; how many times that ran.
  int runs_to_read() {
    int runs = 0;
    EXPECT_TRUE(loop_.run(session_->read([&runs](Transaction& transaction) -> Task<Done> {
      ++runs;
      co_await transaction.query("SELECT id FROM item");
      co_return Done{};
    })));
    return runs;
  }

  /// Runs the statement in a write; how many times that ran.
  int runs_to_write(Statement statement) {
    int runs = 0;
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& transaction) -> Task<Done> {
      ++runs;
      co_await transaction.query(statement);
      co_return Done{};
    })));
    return runs;
  }

  /// Calls `meanwhile` while this many connections are each inside a transaction that has run the
  /// statement. Writes, because a read may end before.
  void hold(int connections, Statement statement, std::function<void()> const& meanwhile) {
    EXPECT_TRUE(loop_.run(nest(connections, statement, meanwhile)));
  }

 private:
  Task<Done> nest(int depth, Statement statement, std::function<void()> meanwhile) {
    Work const work = [&](Transaction& transaction) -> Task<Done> {
      co_await transaction.query(statement);
      if (depth > 1) {
        co_await nest(depth - 1, statement, meanwhile);
      } else {
        meanwhile();
      }
      co_return Done{};
    };
    co_return co_await session_->write(work);
  }

  std::unique_ptr<PostgresDatabase> database_;
  BlockingLoop loop_;
  std::unique_ptr<Session> session_ = database_->connect(loop_);
};

class Pooler : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!servers::has_pooler()) GTEST_SKIP() << "no pooler to go through";
    fresh_ = servers::FreshDatabase::make_if_possible();
    first_ = std::make_unique<Node>(fresh_->url());
    migrate(*first_->database().schema(), test_migrations(), std::chrono::sys_seconds{});
    second_ = std::make_unique<Node>(fresh_->url());
  }

  std::unique_ptr<servers::FreshDatabase> fresh_;
  std::unique_ptr<Node> first_;
  std::unique_ptr<Node> second_;
};

TEST_F(Pooler, WhatAnotherPreparedDoesNoHarm) {
  EXPECT_EQ(first_->runs_to_read(), 1);
  // On the same connection of the server, which is the only one so far: a name means one text, so
  // what is there already serves as well.
  EXPECT_EQ(second_->runs_to_read(), 1);
}

TEST_F(Pooler, WhatIsNotPreparedHereRunsAgain) {
  EXPECT_EQ(first_->runs_to_read(), 1);
  second_->hold(1, "SELECT name FROM item", [this] {
    EXPECT_EQ(first_->runs_to_read(), 2) << "on a new connection of the server";
    EXPECT_EQ(first_->runs_to_read(), 1);
  });
}

TEST_F(Pooler, ConnectionsThatPreparedAreNotUsedAgain) {
  constexpr int connections = 3;
  static constexpr Statement statement = "SELECT id FROM item WHERE id = 1";
  first_->hold(connections, statement, [] {});
  // The first node has as many connections by now, and each believes that its statement is known.
  second_->hold(connections, "SELECT name FROM item", [this] {
    EXPECT_EQ(first_->runs_to_write(statement), 2);
    EXPECT_EQ(first_->runs_to_write(statement), 1) << "one failure tells for all";
  });
}

// Writes, and reads what it has written.
void write_items(PostgresDatabase& database, int from, int count) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  for (int id = from; id < from + count; ++id) {
    EXPECT_TRUE(loop.run(session->write(adding(id, "x"))));
    EXPECT_TRUE(loop.run(session->read([id](Transaction& transaction) -> Task<Done> {
      auto const rows = co_await transaction.query("SELECT id FROM item WHERE id = $1", id);
      EXPECT_EQ(rows.size(), 1U);
      co_return Done{};
    })));
  }
}

TEST_F(Pooler, WritesOfTwoNodesAllLandOnce) {
  constexpr int threads = 8;
  constexpr int writes = 50;
  {
    std::vector<std::jthread> running;
    for (int thread = 0; thread < threads; ++thread) {
      auto& database = (thread % 2 == 0 ? first_ : second_)->database();
      running.emplace_back([&database, thread] { write_items(database, thread * writes, writes); });
    }
  }
  BlockingLoop loop;
  EXPECT_TRUE(loop.run(first_->database().connect(loop)->read([](Transaction& tx) -> Task<Done> {
    auto const rows = co_await tx.query("SELECT COUNT(*), MIN(id), MAX(id) FROM item");
    EXPECT_EQ(rows[0].integer(0), threads * writes);
    EXPECT_EQ(rows[0].integer(1), 0);
    EXPECT_EQ(rows[0].integer(2), threads * writes - 1);
    co_return Done{};
  })));
}

}  // namespace
}  // namespace orgd
