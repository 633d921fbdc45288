// Statements that are asked for together: they see one state, and fail together.
#include <deque>

#include "test_database.hpp"

namespace orgd {
namespace {

class TogetherTest : public DatabaseTest {};

INSTANTIATE_TEST_SUITE_P(Every, TogetherTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(TogetherTest, SeeOneState) {
  ASSERT_TRUE(write(adding(1, "first")));
  std::size_t first = 99;
  std::size_t second = 99;
  int runs = 0;
  auto const count = [](Transaction& transaction) -> Task<std::size_t> {
    auto const rows = co_await transaction.query("SELECT id FROM item");
    co_return rows.size();
  };
  ASSERT_TRUE(read([&](Transaction& transaction) -> Task<Done> {
    ++runs;
    std::tie(first, second) = co_await both(count(transaction), count(transaction));
    co_return Done{};
  }));
  EXPECT_EQ(first, 1U);
  EXPECT_EQ(second, 1U);
  EXPECT_EQ(runs, 1) << "what is asked for at once is answered at once";
}

TEST_P(TogetherTest, EachMayFailAndLeavesNothing) {
  for (int const broken : {1, 2}) {
    auto const insert = [](Transaction& transaction, int id) -> Task<Done> {
      co_await add_item(transaction, id, "x");
      co_return Done{};
    };
    ASSERT_TRUE(write(adding(broken, "taken")));
    Work const work = [&](Transaction& transaction) -> Task<Done> {
      co_await both(insert(transaction, 1), insert(transaction, 2));
      co_return Done{};
    };
    EXPECT_THROW((void)write(work), DatabaseError);
    EXPECT_EQ(items(), std::to_string(broken) + ":taken");
    ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
      co_await transaction.query("DELETE FROM item");
      co_return Done{};
    }));
  }
}

TEST_P(TogetherTest, AWriteAtOnceCommitsOrLeavesNothing) {
  auto const adding_both = [this](int one, int other) {
    return loop_.run(session_->write_at_once([=](Transaction& transaction) -> Task<Done> {
      co_await both(adding(one, "x")(transaction), adding(other, "x")(transaction));
      co_return Done{};
    }));
  };
  EXPECT_TRUE(adding_both(1, 2));
  EXPECT_TRUE(loop_.run(session_->write_at_once(adding(3, "x"))));
  EXPECT_THROW((void)adding_both(4, 2), DatabaseError);
  EXPECT_EQ(items(), "1:x 2:x 3:x");
}

TEST_P(TogetherTest, WritesAtOnceOfManyCallersAllEnd) {
  constexpr int callers = 20;
  ASSERT_TRUE(write(adding(1, "first")));
  std::deque<Task<Done>> started;
  for (int id = 2; id <= callers; ++id)
    started.emplace_back(session_->write_at_once(adding(id, "x"))).handle().resume();
  // One that fails takes nobody along.
  started.emplace_back(session_->write_at_once(adding(1, "again"))).handle().resume();
  for (auto& task : started) {
    auto const wait = [&]() -> Task<Done> {
      co_await end_of(task);
      co_return Done{};
    };
    ASSERT_TRUE(loop_.run(wait()));
  }
  EXPECT_THROW((void)started.back().take(), DatabaseError);
  started.pop_back();
  for (auto& task : started) EXPECT_TRUE(task.take());
  std::int64_t count = 0;
  ASSERT_TRUE(read([&](Transaction& transaction) -> Task<Done> {
    auto const rows = co_await transaction.query("SELECT count(*) FROM item");
    count = rows[0].integer(0);
    co_return Done{};
  }));
  EXPECT_EQ(count, callers);
}

}  // namespace
}  // namespace orgd
