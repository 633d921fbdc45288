// What only SQLite has: kept snapshots, bytes in text, a file with a mode, statements it would let
// pass.
#include "store/sqlite/database.hpp"

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "sqlite_file.hpp"

namespace orgd {
namespace {

using namespace std::string_view_literals;

Task<Done> count_tables(Transaction& transaction, std::size_t& count) {
  count =
      (co_await transaction.query("SELECT name FROM sqlite_schema WHERE type = 'table'")).size();
  co_return Done{};
}

TEST_F(SqliteTest, ReadsOfOneTurnShareASnapshotForAWhile) {
  open();
  std::size_t tables = 0;
  Work const counting = [&tables](Transaction& transaction) {
    return count_tables(transaction, tables);
  };
  auto const turn = [&]() -> Task<Done> {
    co_await session_->read(counting);
    auto const before = tables;
    // Like a commit of another process: nothing tells the reader.
    constexpr Migration more{2, "more", "CREATE TABLE more (id BIGINT);"};
    std::array const both{test_migrations()[0], more};
    migrate(*file_->schema(), both, std::chrono::sys_seconds{});
    for (int read = 2; read <= 64; ++read) {
      co_await session_->read(counting);
      EXPECT_EQ(tables, before) << read;
    }
    co_await session_->read(counting);
    EXPECT_EQ(tables, before + 1);
    co_return Done{};
  };
  EXPECT_TRUE(loop_.run(turn()));
}

TEST_F(SqliteTest, ASnapshotEndsWithItsTurn) {
  open();
  EXPECT_EQ(items(), "");
  BlockingLoop other_loop;
  auto const other = SqliteDatabase::open({.path = file_->path()});
  EXPECT_TRUE(other_loop.run(other->connect(other_loop)->write(adding(1, "first"))));
  EXPECT_EQ(items(), "1:first");
}

TEST_F(SqliteTest, ASessionMayGoBeforeItsTurnEnds) {
  open();
  auto const turn = [&]() -> Task<Done> {
    std::size_t tables = 0;
    co_await session_->read(
        [&tables](Transaction& transaction) { return count_tables(transaction, tables); });
    session_.reset();
    co_return Done{};
  };
  EXPECT_TRUE(loop_.run(turn()));
}

TEST_F(SqliteTest, BytesTravelAsText) {
  open();
  constexpr auto bytes = "a\0b\xff\xfe\0"sv;
  ASSERT_TRUE(write([bytes](Transaction& transaction) -> Task<Done> {
    co_await transaction.query("CREATE TABLE bytes (raw BLOB, name TEXT)");
    co_await transaction.query("INSERT INTO bytes VALUES ($1, $1)", bytes);
    co_await transaction.query("INSERT INTO bytes VALUES (x'00ff', x'')");
    auto const found = co_await transaction.query("SELECT raw FROM bytes WHERE name = $1", bytes);
    EXPECT_EQ(found.size(), 1U);
    auto const rows = co_await transaction.query("SELECT raw, name FROM bytes ORDER BY rowid");
    EXPECT_EQ(rows[0].text(0), bytes);
    EXPECT_EQ(rows[0].text(1), bytes);
    EXPECT_EQ(rows[1].text(0), "\0\xff"sv);
    EXPECT_FALSE(rows[1].null(1));
    auto const joined = co_await transaction.query("SELECT string_agg(name, $1) FROM bytes", "-");
    EXPECT_EQ(joined[0].text(0), std::string(bytes) + "-");
    co_return Done{};
  }));
}

TEST_F(SqliteTest, WrongStatementsAreBugs) {
  open();
  auto const running = [this](auto... values) {
    return [this, values...](Statement statement) {
      return write([=](Transaction& transaction) -> Task<Done> {
        co_await transaction.query(statement, values...);
        co_return Done{};
      });
    };
  };
  EXPECT_THROW((void)running()("SELECT 1; SELECT 2"), std::logic_error);
  EXPECT_THROW((void)running()("SELECT 1.5"), std::logic_error);
  EXPECT_THROW((void)running()(""), std::logic_error);
  EXPECT_THROW((void)running()("SELECT $1"), std::logic_error);
  EXPECT_THROW((void)running(1)("SELECT $2"), std::logic_error);
  EXPECT_THROW((void)running(1, 2)("SELECT $1"), std::logic_error);
  EXPECT_THROW((void)running()("SELECT \"text\""), DatabaseError) << "quotes name a column";
}

TEST_F(SqliteTest, WorkThatWaitsForSomethingElseIsABug) {
  open();
  Work const waiting = [](Transaction&) -> Task<Done> {
    co_await std::suspend_always{};
    co_return Done{};
  };
  EXPECT_THROW((void)write(waiting), std::logic_error);
  EXPECT_THROW((void)loop_.run(session_->read(waiting)), std::logic_error);
}

TEST_F(SqliteTest, OnlyTheOwnerMayTouchTheFiles) {
  auto const usual = ::umask(0);
  open();
  EXPECT_TRUE(write(adding(1, "first")));
  ::umask(usual);
  for (auto const* suffix : {"", "-wal", "-shm"}) {
    struct stat status{};
    ASSERT_EQ(::stat((file_->path().string() + suffix).c_str(), &status), 0) << suffix;
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST_F(SqliteTest, OpeningSaysWhatIsWrong) {
  open();
  SqliteOptions options;
  options.create = false;
  options.path = file_->path().string() + ".none";
  EXPECT_THROW((void)SqliteDatabase::open(options), DatabaseError);
  EXPECT_FALSE(std::filesystem::exists(options.path));
  options.create = true;
  std::ofstream(options.path) << "this is no database, and long enough to be seen as none";
  EXPECT_THROW((void)SqliteDatabase::open(options), DatabaseError);
  options.path = file_->path() / "below-a-file";
  EXPECT_THROW((void)SqliteDatabase::open(options), DatabaseError);
}

}  // namespace
}  // namespace orgd
