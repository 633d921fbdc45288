// The schema's history: applied once, in order, all or nothing, and never over a store that this
// program does not know.
#include "store/migrate.hpp"

#include <array>

#include "test_database.hpp"

namespace orgd {
namespace {

constexpr Migration first{1, "first", "CREATE TABLE one (id BIGINT);"};
constexpr Migration second{2, "second",
                           "CREATE TABLE two (id BIGINT);\n-- a comment; with a semicolon\n"
                           "INSERT INTO two (id) VALUES (7);"};
constexpr Migration broken{2, "broken", "CREATE TABLE two (id BIGINT); SELECT nothing FROM none;"};
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
  apply({first});
  EXPECT_EQ(history(), "1 first 60");
  apply({first, second});
  EXPECT_EQ(history(), "1 first 60, 2 second 60");
  apply({first, second});
  EXPECT_EQ(history(), "1 first 60, 2 second 60");
}

TEST_P(MigrateTest, AFailureLeavesTheStoreAsItWas) {
  apply({first});
  EXPECT_THROW(apply({first, broken}), DatabaseError);
  EXPECT_EQ(history(), "1 first 60");
  apply({first, second});
}

TEST_P(MigrateTest, RefusesANewerStoreAndNamesBothVersions) {
  apply({first, second});
  auto const text = refusal({first});
  EXPECT_NE(text.find("version 2"), std::string::npos) << text;
  EXPECT_NE(text.find("up to 1"), std::string::npos) << text;
}

TEST_P(MigrateTest, RefusesAnEditedMigration) {
  apply({first});
  auto const text = refusal({edited, second});
  EXPECT_NE(text.find("1 \"first\""), std::string::npos) << text;
  EXPECT_EQ(history(), "1 first 60");
}

TEST_P(MigrateTest, RefusesAnotherHistory) {
  apply({second});
  EXPECT_NE(refusal({first, second}), "accepted");
}

TEST_P(MigrateTest, OrderIsTheProgrammersDuty) {
  EXPECT_THROW(apply({second, first}), std::logic_error);
  EXPECT_THROW(apply({first, first}), std::logic_error);
}

TEST_P(MigrateTest, TheStoresOwnMigrationsApply) {
  auto const own = store_migrations();
  ASSERT_FALSE(own.empty());
  migrate(*store_->schema(), own, std::chrono::sys_seconds{});
  migrate(*store_->schema(), own, std::chrono::sys_seconds{});
}

}  // namespace
}  // namespace orgd
