// The schema's history: applied once, in order, all or nothing, and never over a store that this
// program does not know.
#include "store/migrate.hpp"

#include <array>
#include <atomic>
#include <thread>

#include "store/people.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

constexpr Migration first_migration{1, "first", "CREATE TABLE one (id BIGINT);"};
constexpr Migration second_migration{
    2, "second",
    "CREATE TABLE two (id BIGINT);\n-- a comment; with a semicolon\n"
    "INSERT INTO two (id) VALUES (7);"};
constexpr Migration broken_migration{2, "broken",
                                     "CREATE TABLE two (id BIGINT); SELECT nothing FROM none;"};
constexpr Migration edited{1, "first", "CREATE TABLE one (id BIGINT, name TEXT);"};

class MigrateTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  void apply(std::vector<Migration> const& migrations) {
    migrate(*store_->schema(), migrations, std::chrono::sys_seconds{std::chrono::seconds{60}});
  }
  std::string refusal(std::vector<Migration> const& migrations) {
    try {
      apply(migrations);
    } catch (SchemaRefused const& refused) {
      return refused.what();
    }
    return "accepted";
  }
  /// "1 first 60, 2 second 60"
  std::string history() {
    std::string text;
    BlockingLoop loop;
    auto const session = store_->database().connect(loop);
    EXPECT_TRUE(loop.run(session->read([&text](Transaction& transaction) -> Task<Done> {
      auto const rows = co_await transaction.query(
          "SELECT version, name, applied_at FROM schema_migration ORDER BY version");
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0) text += ", ";
        text += std::to_string(rows[i].integer(0)) + ' ' + std::string(rows[i].text(1)) + ' ' +
                std::to_string(rows[i].integer(2));
      }
      co_return Done{};
    })));
    return text;
  }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
};

INSTANTIATE_TEST_SUITE_P(Every, MigrateTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(MigrateTest, AppliesWhatIsMissing) {
  apply({first_migration});
  EXPECT_EQ(history(), "1 first 60");
  apply({first_migration, second_migration});
  EXPECT_EQ(history(), "1 first 60, 2 second 60");
  apply({first_migration, second_migration});
  EXPECT_EQ(history(), "1 first 60, 2 second 60");
}

TEST_P(MigrateTest, AFailureLeavesTheStoreAsItWas) {
  apply({first_migration});
  EXPECT_THROW(apply({first_migration, broken_migration}), DatabaseError);
  EXPECT_EQ(history(), "1 first 60");
  apply({first_migration, second_migration});
}

TEST_P(MigrateTest, RefusesANewerStoreAndNamesBothVersions) {
  apply({first_migration, second_migration});
  auto const text = refusal({first_migration});
  EXPECT_NE(text.find("version 2"), std::string::npos) << text;
  EXPECT_NE(text.find("up to 1"), std::string::npos) << text;
}

TEST_P(MigrateTest, RefusesAnEditedMigration) {
  apply({first_migration});
  auto const text = refusal({edited, second_migration});
  EXPECT_NE(text.find("1 \"first\""), std::string::npos) << text;
  EXPECT_EQ(history(), "1 first 60");
}

TEST_P(MigrateTest, RefusesAnotherHistory) {
  apply({second_migration});
  EXPECT_NE(refusal({first_migration, second_migration}), "accepted");
}

TEST_P(MigrateTest, OrderIsTheProgrammersDuty) {
  EXPECT_THROW(apply({second_migration, first_migration}), std::logic_error);
  EXPECT_THROW(apply({first_migration, first_migration}), std::logic_error);
}

TEST_P(MigrateTest, APlanNamesWhatIsMissingAndChangesNothing) {
  std::vector const both{first_migration, second_migration};
  auto const schema = store_->schema();
  auto steps = plan_migration(*schema, both);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[1].version, 2);
  EXPECT_EQ(steps[1].name, "second");
  EXPECT_FALSE(schema->has_table("schema_migration"));
  apply({first_migration});
  steps = plan_migration(*schema, both);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].version, 2);
  EXPECT_THROW(require_migrated(*schema, both), SchemaRefused);
  apply(both);
  EXPECT_TRUE(plan_migration(*schema, both).empty());
  EXPECT_NO_THROW(require_migrated(*schema, both));
  EXPECT_THROW(plan_migration(*schema, std::array{first_migration}), SchemaRefused);
}

TEST_P(MigrateTest, WaitsForAnotherAsLongAsItIsTold) {
  auto const other = store_->schema();
  ASSERT_TRUE(other->begin(std::chrono::milliseconds(0)));
  auto const schema = store_->schema();
  int waits = 0;
  MigrateOptions const options{.patience = std::chrono::milliseconds(1050),
                               .waits = [&waits] { ++waits; }};
  try {
    migrate(*schema, std::array{first_migration}, std::chrono::sys_seconds{}, options);
    ADD_FAILURE() << "did not wait";
  } catch (DatabaseError const& error) {
    EXPECT_NE(std::string_view(error.what()).find("--wait"), std::string_view::npos);
  }
  EXPECT_EQ(waits, 1);
  other->roll_back();
  EXPECT_EQ(
      migrate(*schema, std::array{first_migration}, std::chrono::sys_seconds{}, options).size(),
      1U);
  EXPECT_EQ(waits, 1);
}

TEST_P(MigrateTest, AnUpToDateStoreNeedsNoLock) {
  apply({first_migration});
  auto const other = store_->schema();
  ASSERT_TRUE(other->begin(std::chrono::milliseconds(0)));
  EXPECT_TRUE(migrate(*store_->schema(), std::array{first_migration}, std::chrono::sys_seconds{},
                      {.patience = std::chrono::milliseconds(0)})
                  .empty());
  other->roll_back();
}

TEST_P(MigrateTest, OfManyAtOnceOneDoesTheWork) {
  if (!GetParam().shared) GTEST_SKIP() << "one thread has it to itself";
  std::atomic<int> did = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([this, &did] {
      auto const schema = store_->schema();
      did +=
          static_cast<int>(migrate(*schema, store_migrations(), std::chrono::sys_seconds{}).size());
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(did, std::ssize(store_migrations()));
}

TEST_P(MigrateTest, TheStoresOwnMigrationsApply) {
  auto const own = store_migrations();
  ASSERT_FALSE(own.empty());
  migrate(*store_->schema(), own, std::chrono::sys_seconds{});
  migrate(*store_->schema(), own, std::chrono::sys_seconds{});
}

// People who were there before usernames kept their spelling are shown as their keys are.
TEST_P(MigrateTest, PeopleOfTheFirstSchemaAreFoundAndShown) {
  auto const own = store_migrations();
  apply({own[0]});
  BlockingLoop loop;
  auto const session = store_->database().connect(loop);
  ASSERT_TRUE(loop.run(session->write([](Transaction& tx) -> Task<Done> {
    co_await tx.query(
        "INSERT INTO organization (org_id, name, name_folded, created_at) "
        "VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', 'Old', 'old', 1)");
    co_await tx.query(
        "INSERT INTO membership (org_id, user_id, username, status, roles, is_owner) "
        "VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbb', 'dana@example.org', 0, "
        "'ORG_OWNER', 1)");
    co_return Done{};
  })));
  apply({own.begin(), own.end()});
  ASSERT_TRUE(loop.run(session->read([](Transaction& tx) -> Task<Done> {
    auto const org_id = store::OrgId::of(std::string(24, 'a'));
    auto const member = co_await store::find_member_by_username(tx, org_id, "dana@example.org");
    EXPECT_TRUE(member && member->spelling == "dana@example.org");
    EXPECT_TRUE(member && member->username == "dana@example.org");
    co_return Done{};
  })));
}

}  // namespace
}  // namespace orgd
