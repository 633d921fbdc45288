// What only a database in memory has: an image, which can be kept, opened and put back, and one
// thread that does everything.
#include "store/sqlite/single.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "test_database.hpp"

namespace orgd {
namespace {

using namespace std::string_literals;

class SingleTest : public ::testing::Test {
 protected:
  static std::unique_ptr<SingleDatabase> with_items() {
    auto made = SingleDatabase::make();
    migrate(*made->schema(), test_migrations(), std::chrono::sys_seconds{});
    return made;
  }

  Result<Done> write(Work work) { return loop_.run(session_->write(std::move(work))); }
  Result<Done> read(Work work) { return loop_.run(session_->read(std::move(work))); }
  std::string items() { return orgd::items(*session_, loop_).value(); }
  // Whether a damaged image is refused by both ways to use one, and changes nothing.
  void expect_refused(std::string const& image) {
    auto const before = database_->image();
    EXPECT_THROW((void)SingleDatabase::of(image), DatabaseError);
    EXPECT_THROW(database_->restore(image), DatabaseError);
    EXPECT_EQ(database_->image(), before);
    EXPECT_EQ(items(), "1:first");
  }

  BlockingLoop loop_;
  std::unique_ptr<SingleDatabase> database_ = with_items();
  std::unique_ptr<Session> session_ = database_->connect(loop_);
};

Work adding_many(std::int64_t count) {
  return [count](Transaction& transaction) -> Task<Done> {
    std::string const text(1000, 'x');
    for (std::int64_t id = 1; id <= count; ++id) co_await add_item(transaction, id, text);
    co_return Done{};
  };
}

TEST_F(SingleTest, AnImageIsAnotherDatabaseWithTheSameRows) {
  ASSERT_TRUE(write(adding(1, "first")));
  auto const other = SingleDatabase::of(database_->image());
  auto const session = other->connect(loop_);
  EXPECT_EQ(orgd::items(*session, loop_).value(), "1:first");
  ASSERT_TRUE(loop_.run(session->write(adding(2, "second"))));
  EXPECT_EQ(orgd::items(*session, loop_).value(), "1:first 2:second");
  EXPECT_EQ(items(), "1:first") << "each has its own";
}

TEST_F(SingleTest, AnImageTwiceIsTheSameBytes) {
  ASSERT_TRUE(write(adding(1, "first")));
  auto const image = database_->image();
  EXPECT_EQ(database_->image(), image);
  EXPECT_EQ(SingleDatabase::of(image)->image(), image);
}

TEST_F(SingleTest, ADatabaseWithoutTablesHasAnImage) {
  auto const image = SingleDatabase::make()->image();
  EXPECT_FALSE(image.empty());
  auto const other = SingleDatabase::of(image);
  migrate(*other->schema(), test_migrations(), std::chrono::sys_seconds{});
  EXPECT_TRUE(loop_.run(other->connect(loop_)->write(adding(1, "first"))));
}

// All statements that the sessions use have been prepared before.
TEST_F(SingleTest, SessionsGoOnAfterARestore) {
  ASSERT_TRUE(write(adding(1, "first")));
  auto const image = database_->image();
  auto const second = database_->connect(loop_);
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(write(adding(2, "second")));
    EXPECT_EQ(orgd::items(*second, loop_).value(), "1:first 2:second");
    database_->restore(image);
    EXPECT_EQ(items(), "1:first");
    EXPECT_EQ(orgd::items(*second, loop_).value(), "1:first");
  }
}

// As many statements have made either schema, so SQLite's number for it is the same.
TEST_F(SingleTest, PreparedStatementsFollowToAnotherSchema) {
  ASSERT_TRUE(write(adding(1, "first")));
  auto const other = SingleDatabase::make();
  static constexpr std::array migrations{
      Migration{1, "item", "CREATE TABLE item (name TEXT, id BIGINT PRIMARY KEY);"}};
  migrate(*other->schema(), migrations, std::chrono::sys_seconds{});
  ASSERT_TRUE(loop_.run(other->connect(loop_)->write(adding(7, "seventh"))));
  EXPECT_EQ(items(), "1:first");
  database_->restore(other->image());
  EXPECT_EQ(items(), "7:seventh");
  ASSERT_TRUE(write(adding(8, "eighth")));
  EXPECT_EQ(items(), "7:seventh 8:eighth");
}

TEST_F(SingleTest, ARestoredDatabaseHasTheSettingsOfTheFirst) {
  database_->restore(database_->image());
  EXPECT_THROW((void)write([](Transaction& transaction) -> Task<Done> {
                 co_await transaction.query("SELECT \"text\"");
                 co_return Done{};
               }),
               DatabaseError)
      << "quotes name a column";
  ASSERT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    auto const keys = co_await transaction.query("PRAGMA foreign_keys");
    EXPECT_EQ(keys[0].integer(0), 1);
    auto const joined = co_await transaction.query("SELECT string_agg(name, ',') FROM item");
    EXPECT_TRUE(joined[0].null(0));
    auto const journal = co_await transaction.query("PRAGMA journal_mode");
    EXPECT_EQ(journal[0].text(0), "memory");
    co_return Done{};
  }));
}

TEST_F(SingleTest, ARestoredDatabaseGrows) {
  auto const image = database_->image();
  database_->restore(image);
  ASSERT_TRUE(write(adding_many(2000)));
  EXPECT_GT(database_->image().size(), 2'000'000U);
  database_->restore(image);
  EXPECT_EQ(items(), "");
  EXPECT_EQ(database_->image(), image);
}

TEST_F(SingleTest, ADamagedImageIsRefusedAndChangesNothing) {
  ASSERT_TRUE(write(adding(1, "first")));
  auto const image = database_->image();
  auto const with = [&image](std::size_t at, std::string const& bytes) {
    return std::string(image).replace(at, bytes.size(), bytes);
  };
  expect_refused("");
  expect_refused("this is no database");
  expect_refused(std::string(8192, 'x'));
  expect_refused(image.substr(0, 99));
  expect_refused(image.substr(0, 4096));
  expect_refused(image.substr(0, image.size() - 1));
  expect_refused(image + '\0');
  expect_refused(with(16, "\0\0"s));
  expect_refused(with(16, "\0\3"s));
  expect_refused(with(18, "\2\2")) /* a file that needs its log */;
  expect_refused(with(24, "\x7f"));
  // The root of sqlite_schema: the kind of the page, then what a table was made by.
  expect_refused(with(100, "\xff"));
  auto const table = image.find("CREATE TABLE item");
  ASSERT_NE(table, std::string::npos);
  expect_refused(with(table, "CRAETE"));
}

TEST_F(SingleTest, AFailedWriteLeavesNothing) {
  ASSERT_TRUE(write(adding(1, "first")));
  auto const image = database_->image();
  auto const failing = [](Transaction& transaction) -> Task<Done> {
    co_await adding_many(1)(transaction);
    co_return Done{};
  };
  EXPECT_THROW((void)write(failing), DatabaseError);
  EXPECT_EQ(database_->image(), image);
  EXPECT_FALSE(write([](Transaction& transaction) -> Task<Done> {
    co_await add_item(transaction, 2, "second");
    co_return fail(Code::team_not_found, "x");
  }));
  EXPECT_EQ(database_->image(), image);
  // More pages than the cache holds: some are in the image by the time it fails.
  EXPECT_THROW((void)write([](Transaction& transaction) -> Task<Done> {
                 co_await transaction.query("DELETE FROM item");
                 co_await adding_many(2000)(transaction);
                 throw std::out_of_range("a bug");
               }),
               std::out_of_range);
  EXPECT_EQ(items(), "1:first");
  EXPECT_TRUE(write(adding(2, "second")));
}

TEST_F(SingleTest, ADanglingKeyFailsItsWrite) {
  static constexpr std::array migrations{
      item_migration, Migration{2, "part",
                                "CREATE TABLE part (id BIGINT, item_id BIGINT REFERENCES item (id) "
                                "DEFERRABLE INITIALLY DEFERRED);"}};
  migrate(*database_->schema(), migrations, std::chrono::sys_seconds{});
  Work const dangling = [](Transaction& transaction) -> Task<Done> {
    co_await transaction.query("INSERT INTO part VALUES (1, 7)");
    co_return Done{};
  };
  EXPECT_THROW((void)write(dangling), DatabaseError);
  EXPECT_TRUE(write([](Transaction& transaction) -> Task<Done> {
    co_await transaction.query("INSERT INTO part VALUES (1, 7)");
    co_await add_item(transaction, 7, "late");
    co_return Done{};
  }));
  database_->restore(database_->image());
  EXPECT_THROW((void)write([](Transaction& transaction) -> Task<Done> {
                 co_await transaction.query("DELETE FROM item");
                 co_return Done{};
               }),
               DatabaseError);
  EXPECT_EQ(items(), "7:late");
}

TEST_F(SingleTest, UnchangedHoldsUntilACommit) {
  auto const look = [this] {
    items();
    return session_->moment();
  };
  auto const seen = look();
  EXPECT_TRUE(session_->unchanged("any", seen));
  EXPECT_FALSE(
      write([](Transaction&) -> Task<Done> { co_return fail(Code::team_not_found, "x"); }));
  EXPECT_THROW((void)read(adding(1, "first")), DatabaseError);
  EXPECT_TRUE(session_->unchanged("any", seen)) << "nothing was committed";
  auto const other = database_->connect(loop_);
  ASSERT_TRUE(loop_.run(other->write(adding(1, "first"))));
  EXPECT_EQ(session_->moment(), seen) << "it has read nothing since";
  EXPECT_FALSE(session_->unchanged("any", seen));
  EXPECT_TRUE(session_->unchanged("any", look()));
}

TEST_F(SingleTest, NothingIsUnchangedSinceBeforeARestore) {
  items();
  auto const image = database_->image();
  for (int round = 0; round < 3; ++round) {
    auto const seen = session_->moment();
    database_->restore(image);
    EXPECT_FALSE(session_->unchanged("any", seen)) << round;
    items();
    EXPECT_TRUE(session_->unchanged("any", session_->moment())) << round;
    ASSERT_TRUE(write(adding(1, "first")));
    EXPECT_FALSE(session_->unchanged("any", session_->moment())) << round;
    items();
  }
}

TEST_F(SingleTest, AMigrationIsAChange) {
  items();
  auto const seen = session_->moment();
  static constexpr std::array migrations{item_migration,
                                         Migration{2, "more", "CREATE TABLE more (id BIGINT);"}};
  migrate(*database_->schema(), migrations, std::chrono::sys_seconds{});
  EXPECT_FALSE(session_->unchanged("any", seen));
}

TEST_F(SingleTest, UseInsideItsOwnTransactionsIsABug) {
  auto const image = database_->image();
  auto const use = [&](Transaction& transaction) -> Task<Done> {
    co_await transaction.query("SELECT id FROM item");
    EXPECT_THROW((void)database_->image(), std::logic_error);
    EXPECT_THROW(database_->restore(image), std::logic_error);
    EXPECT_THROW((void)orgd::items(*session_, loop_), std::logic_error);
    EXPECT_THROW((void)write(adding(1, "first")), std::logic_error);
    co_return Done{};
  };
  EXPECT_TRUE(read(use));
  EXPECT_TRUE(write(use));
  EXPECT_EQ(items(), "");
}

TEST_F(SingleTest, AnOpenSchemaTransactionEndsWithItsConnection) {
  auto schema = database_->schema();
  ASSERT_TRUE(schema->begin(std::chrono::milliseconds(0)));
  schema->query("INSERT INTO item (id, name) VALUES (1, 'first')");
  EXPECT_FALSE(database_->schema()->begin(std::chrono::milliseconds(1000))) << "another has it";
  EXPECT_THROW((void)items(), std::logic_error);
  EXPECT_THROW((void)database_->image(), std::logic_error);
  schema.reset();
  EXPECT_EQ(items(), "");
}

}  // namespace
}  // namespace orgd
