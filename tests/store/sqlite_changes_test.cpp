// What may be kept of an organization without asking again: until it changes, whoever changes it.
#include <algorithm>
#include <atomic>
#include <thread>

#include "sqlite_file.hpp"

namespace orgd {
namespace {

class SqliteChangesTest : public SqliteTest {
 protected:
  SqliteChangesTest() {
    open();
    unchanged("", 0);  // the tables were made on another connection: that is noticed once
  }

  // A moment at which everything has been read.
  std::uint64_t look() {
    items();
    return session_->moment();
  }
  // A write that says which organizations it changes.
  static Work changing(std::vector<std::string> organizations) {
    return [organizations = std::move(organizations)](Transaction& transaction) -> Task<Done> {
      for (auto const& org_id : organizations) transaction.locks(org_id);
      co_await transaction.query("UPDATE item SET name = name");
      co_await transaction.query("INSERT INTO item (id, name) SELECT count(*), '' FROM item");
      co_return Done{};
    };
  }
  static Work failing(std::string org_id) {
    return [org_id = std::move(org_id)](Transaction& transaction) -> Task<Done> {
      transaction.locks(org_id);
      co_await transaction.query("INSERT INTO item (id, name) VALUES (99, '')");
      co_return fail(Code::unexpected_error);
    };
  }
  bool unchanged(std::string_view org_id, std::uint64_t moment) {
    return session_->unchanged(org_id, moment);
  }
};

TEST_F(SqliteChangesTest, AnOrganizationStandsUntilItChanges) {
  auto const before = look();
  EXPECT_TRUE(unchanged("a", before));
  ASSERT_TRUE(write(changing({"b", "c"})));
  EXPECT_TRUE(unchanged("a", before));
  EXPECT_FALSE(unchanged("b", before));
  EXPECT_FALSE(unchanged("c", before));
  auto const after = look();
  EXPECT_TRUE(unchanged("b", after));
  EXPECT_FALSE(unchanged("b", before)) << "what was read before stays old";
}

TEST_F(SqliteChangesTest, AWriteThatNamesNoneMayHaveChangedAny) {
  auto const before = look();
  ASSERT_TRUE(write(changing({})));
  EXPECT_FALSE(unchanged("a", before));
  EXPECT_TRUE(unchanged("a", look()));
}

TEST_F(SqliteChangesTest, WhatIsUndoneChangesNothingElse) {
  auto const before = look();
  EXPECT_FALSE(write(failing("b")));
  EXPECT_TRUE(unchanged("a", before));
  EXPECT_TRUE(unchanged("b", before));
}

// Each of its commits, also those just before and after one of this process.
TEST_F(SqliteChangesTest, AnotherProcessMayHaveChangedAny) {
  BlockingLoop other_loop;
  auto const other = SqliteDatabase::open({.path = file_->path()});
  auto const others = other->connect(other_loop);
  auto const change_there = [&] { ASSERT_TRUE(other_loop.run(others->write(changing({"z"})))); };
  auto const first = look();
  change_there();
  EXPECT_FALSE(unchanged("a", first));
  EXPECT_FALSE(unchanged("a", first)) << "asked again";
  auto const second = look();
  EXPECT_TRUE(unchanged("a", second));
  change_there();
  ASSERT_TRUE(write(changing({"b"})));
  EXPECT_FALSE(unchanged("a", second)) << "the writer came after it";
  auto const third = look();
  EXPECT_TRUE(unchanged("a", third));
  ASSERT_TRUE(write(changing({"b"})));
  change_there();
  EXPECT_FALSE(unchanged("a", third)) << "it came after the writer";
}

// A look that begins after a write was acknowledged never misses it.
TEST_F(SqliteChangesTest, NothingAcknowledgedIsMissedFromAnotherThread) {
  constexpr int writes = 200;
  std::atomic<int> acknowledged = 0;
  std::thread writer([&] {
    BlockingLoop loop;
    auto const session = file_->database().connect(loop);
    for (int i = 1; i <= writes; ++i) {
      ASSERT_TRUE(loop.run(session->write(changing({"a"}))));
      acknowledged = i;
    }
  });
  auto const count = [&] { return std::ranges::count(items(), ':'); };
  auto seen = count();
  auto moment = session_->moment();
  while (acknowledged < writes) {
    int const before = acknowledged;
    if (!unchanged("a", moment)) {
      seen = count();
      moment = session_->moment();
    }
    EXPECT_GE(seen, before);
  }
  writer.join();
}

}  // namespace
}  // namespace orgd
