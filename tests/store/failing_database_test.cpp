// Proves the tool that other suites prove things with: each statement can be made to fail, and a
// failure anywhere, the commit included, leaves the store as it was.
#include "store/failing_database.hpp"

#include "test_database.hpp"

namespace orgd {
namespace {

class FailingDatabaseTest : public DatabaseTest {
 protected:
  FailingDatabase failing_{store_->database()};
  std::unique_ptr<Session> tried_ = failing_.connect(loop_);
};

INSTANTIATE_TEST_SUITE_P(Every, FailingDatabaseTest, ::testing::ValuesIn(every_database()),
                         name_of);

Task<Done> three_statements(Transaction& transaction) {
  co_await add_item(transaction, 2, "second");
  co_await transaction.query("UPDATE item SET name = 'changed' WHERE id = $1", 1);
  co_await add_item(transaction, 3, "third");
  co_return Done{};
}

TEST_P(FailingDatabaseTest, AFailureAnywhereLeavesTheStoreAsItWas) {
  ASSERT_TRUE(loop_.run(tried_->write(adding(1, "first"))));
  constexpr int statements_and_commit = 4;
  for (int n = 1; n <= statements_and_commit; ++n) {
    failing_.set_fail_at(n);
    EXPECT_THROW((void)loop_.run(tried_->write(three_statements)), DatabaseError) << n;
    EXPECT_EQ(failing_.statements(), n);
    EXPECT_EQ(items(), "1:first") << n;
  }
  failing_.set_fail_at(statements_and_commit + 1);
  EXPECT_TRUE(loop_.run(tried_->write(three_statements)));
  EXPECT_EQ(failing_.statements(), statements_and_commit);
  EXPECT_EQ(items(), "1:changed 2:second 3:third");
}

TEST_P(FailingDatabaseTest, AReadHasNoCommitToFail) {
  failing_.set_fail_at(2);
  EXPECT_EQ(orgd::items(*tried_, loop_).value(), "");
  EXPECT_EQ(failing_.statements(), 1);
  EXPECT_THROW((void)orgd::items(*tried_, loop_), DatabaseError);
  EXPECT_EQ(orgd::items(*tried_, loop_).value(), "");
}

TEST_P(FailingDatabaseTest, ASwallowedFailureStillFails) {
  bool swallowed = false;
  failing_.set_fail_at(1);
  Work const work = [&swallowed](Transaction& transaction) -> Task<Done> {
    try {
      co_await add_item(transaction, 1, "first");
    } catch (DatabaseError const&) {
      swallowed = true;
    }
    co_return Done{};
  };
  EXPECT_THROW((void)loop_.run(tried_->write(work)), DatabaseError);
  EXPECT_TRUE(swallowed);
}

TEST_P(FailingDatabaseTest, AConflictRunsTheWorkAgainOnWhatAnotherLeft) {
  failing_.conflict_once([&] {
    BlockingLoop loop;
    EXPECT_TRUE(loop.run(store_->database().connect(loop)->write(adding(7, "other"))));
  });
  int runs = 0;
  Work const work = [&runs](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, ++runs, "mine");
    co_return Done{};
  };
  EXPECT_TRUE(loop_.run(tried_->write(work)));
  EXPECT_EQ(items(), "2:mine 7:other");
  EXPECT_TRUE(loop_.run(tried_->write(work)));
  EXPECT_EQ(runs, 3);
}

TEST_P(FailingDatabaseTest, AnErrorCountsNoCommit) {
  failing_.set_fail_at(0);
  EXPECT_FALSE(loop_.run(tried_->write([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 1, "first");
    co_return fail(Code::team_not_found, "x");
  })));
  EXPECT_EQ(failing_.statements(), 1);
}

}  // namespace
}  // namespace orgd
