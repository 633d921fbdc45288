// What every database promises its store: transactions, what reads see, values, and callers on
// many threads. Limits and failures that only SQLite has are in sqlite_database_test.cpp.
#include <chrono>
#include <limits>
#include <optional>
#include <string_view>
#include <thread>

#include "test_database.hpp"

namespace orgd {
namespace {

using namespace std::string_view_literals;

INSTANTIATE_TEST_SUITE_P(Every, DatabaseTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(DatabaseTest, AValueCommits) {
  EXPECT_TRUE(write(adding(1, "first")));
  EXPECT_EQ(items(), "1:first");
}

TEST_P(DatabaseTest, AnErrorRollsBackAndReachesTheCaller) {
  auto const outcome = write([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 1, "first");
    co_return fail(Code::org_not_found, "5f0000000000000000000001");
  });
  ASSERT_FALSE(outcome);
  EXPECT_TRUE(outcome.error().is(Code::org_not_found));
  EXPECT_EQ(items(), "");
}

TEST_P(DatabaseTest, AnErrorOfAnInnerTaskRollsBack) {
  auto const outcome = write([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 1, "first");
    co_await [](Transaction&) -> Task<Done> { co_return fail(Code::team_not_found); }(transaction);
    ADD_FAILURE() << "went on after an error";
    co_return Done{};
  });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(items(), "");
}

TEST_P(DatabaseTest, AnExceptionRollsBackAndReachesTheCaller) {
  Work const work = [](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 1, "first");
    throw std::out_of_range("a bug");
  };
  EXPECT_THROW((void)write(work), std::out_of_range);
  EXPECT_EQ(items(), "");
  EXPECT_TRUE(write(adding(1, "second")));
}

TEST_P(DatabaseTest, AFailedStatementDoomsItsTransactionEvenWhenSwallowed) {
  bool swallowed = false;
  ASSERT_TRUE(write(adding(1, "first")));
  Work const work = [&swallowed](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 2, "second");
    try {
      co_await add_item(transaction, 1, "again");
    } catch (DatabaseError const&) {
      swallowed = true;
    }
    co_return Done{};
  };
  EXPECT_THROW((void)write(work), DatabaseError);
  EXPECT_EQ(items(), "1:first");
  EXPECT_TRUE(swallowed);
}

TEST_P(DatabaseTest, NothingRunsAfterAFailedStatement) {
  bool swallowed = false;
  ASSERT_TRUE(write(adding(1, "first")));
  bool refused = false;
  Work const work = [&](Transaction& transaction) -> Task<Done> {
    try {
      co_await add_item(transaction, 1, "again");
    } catch (DatabaseError const&) {
      swallowed = true;
    }
    try {
      co_await add_item(transaction, 2, "second");
    } catch (DatabaseError const&) {
      refused = true;
    }
    co_return Done{};
  };
  EXPECT_THROW((void)write(work), DatabaseError);
  EXPECT_TRUE(refused);
  EXPECT_TRUE(swallowed);
}

TEST_P(DatabaseTest, AReadSeesTheWriteAcknowledgedBeforeItInTheSameTurn) {
  std::size_t before = 99;
  std::size_t after = 99;
  auto const counting = [](std::size_t& count) -> Work {
    return [&count](Transaction& transaction) -> Task<Done> {
      count = (co_await transaction.query("SELECT id FROM item")).size();
      co_return Done{};
    };
  };
  auto const request = [&]() -> Task<Done> {
    co_await session_->read(counting(before));
    co_await session_->write(adding(1, "first"));
    co_await session_->read(counting(after));
    co_return Done{};
  };
  ASSERT_TRUE(loop_.run(request()));
  EXPECT_EQ(before, 0U);
  EXPECT_EQ(after, 1U);
}

TEST_P(DatabaseTest, OneReadSeesOneState) {
  if (!GetParam().shared) GTEST_SKIP() << "one thread has it to itself";
  std::size_t before = 99;
  std::size_t after = 99;
  std::int64_t runs = 0;  // work may run again
  ASSERT_TRUE(read([&](Transaction& transaction) -> Task<Done> {
    before = (co_await transaction.query("SELECT id FROM item")).size();
    std::thread([&] {
      BlockingLoop loop;
      EXPECT_TRUE(loop.run(store_->database().connect(loop)->write(adding(++runs, "x"))));
    }).join();
    after = (co_await transaction.query("SELECT id FROM item")).size();
    co_return Done{};
  }));
  EXPECT_EQ(before, static_cast<std::size_t>(runs - 1));
  EXPECT_EQ(after, before);
  std::string all;
  for (std::int64_t id = 1; id <= runs; ++id)
    all += (id > 1 ? " " : "") + std::to_string(id) + ":x";
  EXPECT_EQ(items(), all);
}

TEST_P(DatabaseTest, AReadChangesNothing) {
  EXPECT_THROW((void)read(adding(1, "first")), DatabaseError);
  EXPECT_EQ(items(), "");
}

TEST_P(DatabaseTest, AReadThatThrowsPoisonsNothing) {
  bool swallowed = false;
  auto const turn = [&]() -> Task<Done> {
    try {
      co_await session_->read([](Transaction& transaction) -> Task<Done> {
        co_await transaction.query("SELECT id FROM item");
        throw std::out_of_range("a bug");
      });
    } catch (std::out_of_range const&) {
      swallowed = true;
    }
    co_await session_->read([](Transaction& transaction) -> Task<Done> {
      co_await transaction.query("SELECT id FROM item");
      co_return Done{};
    });
    co_return Done{};
  };
  EXPECT_TRUE(loop_.run(turn()));
  EXPECT_TRUE(swallowed);
}

TEST_P(DatabaseTest, AReadMayAnswerAnError) {
  auto const turn = [&]() -> Task<Done> {
    auto const outcome = co_await as_result(session_->read(
        [](Transaction&) -> Task<Done> { co_return fail(Code::team_not_found, "x"); }));
    EXPECT_FALSE(outcome);
    co_await session_->read([](Transaction& transaction) -> Task<Done> {
      co_await transaction.query("SELECT id FROM item");
      co_return Done{};
    });
    co_return Done{};
  };
  EXPECT_TRUE(loop_.run(turn()));
}

TEST_P(DatabaseTest, WhatWasAcknowledgedIsThereAfterReopening) {
  ASSERT_TRUE(write(adding(1, "first")));
  ASSERT_TRUE(write(adding(2, "second")));
  reopen();
  EXPECT_EQ(items(), "1:first 2:second");
}

TEST_P(DatabaseTest, ValuesComeBackAsTheyWent) {
  static constexpr auto most = std::numeric_limits<std::int64_t>::max();
  static constexpr auto least = std::numeric_limits<std::int64_t>::min();
  ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    constexpr Statement insert = "INSERT INTO item (id, name) VALUES ($1, $2)";
    co_await transaction.query(insert, most, "žluťoučký 🐎");
    co_await transaction.query(insert, least, std::optional<std::string>{});
    co_await transaction.query(insert, std::chrono::sys_seconds{std::chrono::seconds{60}}, "");
    co_await transaction.query(insert, true, std::string_view{});
    co_return Done{};
  }));
  ASSERT_TRUE(read([](Transaction& transaction) -> Task<Done> {
    auto const rows = co_await transaction.query("SELECT id, name FROM item ORDER BY id");
    EXPECT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].integer(0), least);
    EXPECT_TRUE(rows[0].null(1));
    EXPECT_EQ(rows[1].integer(0), 1);
    EXPECT_FALSE(rows[1].null(1)) << "an empty text is no null";
    EXPECT_EQ(rows[2].integer(0), 60);
    EXPECT_EQ(rows[2].text(1), "");
    EXPECT_EQ(rows[3].integer(0), most);
    EXPECT_EQ(rows[3].text(1), "žluťoučký 🐎");
    co_return Done{};
  }));
}

TEST_P(DatabaseTest, PlaceholdersGoByTheirNumber) {
  ASSERT_TRUE(read([](Transaction& transaction) -> Task<Done> {
    auto const rows = co_await transaction.query(
        "SELECT CAST($2 AS BIGINT), CAST($1 AS TEXT), CAST($2 AS BIGINT)", "one", 2);
    EXPECT_EQ(rows[0].integer(0), 2);
    EXPECT_EQ(rows[0].text(1), "one");
    EXPECT_EQ(rows[0].integer(2), 2);
    co_return Done{};
  }));
}

TEST_P(DatabaseTest, AStatementMayReturnWhatItWrote) {
  ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    constexpr Statement take =
        "INSERT INTO item (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id";
    EXPECT_EQ((co_await transaction.query(take, 1, "first")).size(), 1U);
    EXPECT_EQ((co_await transaction.query(take, 1, "again")).size(), 0U);
    co_return Done{};
  }));
  EXPECT_EQ(items(), "1:first");
}

// What a statement answers has one kind on every database, and is taken for no other.
TEST_P(DatabaseTest, AnsweredCellsHaveOneKind) {
  ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 1, "7");
    co_await transaction.query("INSERT INTO item (id, name) VALUES (2, NULL)");
    auto const rows = co_await transaction.query(
        "SELECT id, count(*), max(id), coalesce(max(name), ''), 1, CAST(NULL AS BIGINT) FROM item "
        "GROUP BY id ORDER BY id");
    for (std::size_t const column : {0U, 1U, 2U, 4U}) {
      EXPECT_GE(rows[0].integer(column), 1);
      EXPECT_THROW(rows[0].text(column), std::logic_error);
    }
    EXPECT_EQ(rows[0].text(3), "7");
    EXPECT_THROW(rows[0].integer(3), std::logic_error);
    EXPECT_EQ(rows[1].text(3), "");
    EXPECT_THROW(rows[0].integer(5), std::logic_error);
    EXPECT_THROW(rows[0].text(5), std::logic_error);
    co_return Done{};
  }));
}

TEST_P(DatabaseTest, StringAggJoinsWhatIsNotNull) {
  ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    auto const none = co_await transaction.query("SELECT string_agg(name, ',') FROM item");
    EXPECT_TRUE(none[0].null(0));
    co_await add_item(transaction, 1, "first");
    co_await transaction.query("INSERT INTO item (id, name) VALUES (2, NULL)");
    co_await add_item(transaction, 3, "");
    co_await add_item(transaction, 4, "fourth");
    auto const all = co_await transaction.query(
        "SELECT string_agg(name, ', '), string_agg(name, NULL) "
        "FROM (SELECT name FROM item ORDER BY id) AS ordered");
    EXPECT_EQ(all[0].text(0), "first, , fourth");
    EXPECT_EQ(all[0].text(1), "firstfourth");
    co_return Done{};
  }));
}

TEST_P(DatabaseTest, WritesOfManyThreadsAllLand) {
  if (!GetParam().shared) GTEST_SKIP() << "one thread has it to itself";
  constexpr int threads = 4;
  constexpr int writes = 25;
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([this, thread] {
      BlockingLoop loop;
      auto const session = store_->database().connect(loop);
      for (int i = 0; i < writes; ++i) {
        auto const id = thread * writes + i;
        EXPECT_TRUE(loop.run(session->write(adding(id, "x"))));
        EXPECT_TRUE(loop.run(session->read([id](Transaction& transaction) -> Task<Done> {
          auto const rows = co_await transaction.query("SELECT id FROM item WHERE id = $1", id);
          EXPECT_EQ(rows.size(), 1U);
          co_return Done{};
        })));
      }
    });
  }
  for (auto& thread : running) thread.join();
  ASSERT_TRUE(read([](Transaction& transaction) -> Task<Done> {
    auto const rows = co_await transaction.query("SELECT COUNT(*) FROM item");
    EXPECT_EQ(rows[0].integer(0), threads * writes);
    co_return Done{};
  }));
}

}  // namespace
}  // namespace orgd
