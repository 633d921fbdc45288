// One person's account, which two organizations may be making at one moment.
#include "store/people.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

constexpr std::string_view person = "222222222222222222222222";

store::Account account_named(std::string_view first_name) {
  return {.user_id = store::UserId::of(person),
          .spelling = "Dana@example.org",
          .username = "dana@example.org",
          .first_name = std::string(first_name),
          .last_name = "Doe",
          .country = "DE"};
}

class AccountsTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  AccountsTest() {
    migrate(*store_->schema(), store_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
  }

  bool claim(store::Account const& account) {
    bool claimed = false;
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      claimed = co_await store::claim_account(tx, account);
      co_return Done{};
    })));
    return claimed;
  }

  bool prove(store::Account const& said) {
    bool proven = false;
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      auto const account = co_await store::prove_account(tx, said);
      proven = account && account->proven;
      co_return Done{};
    })));
    return proven;
  }

  store::Account found() {
    std::optional<store::Account> account;
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      account = co_await store::find_account(tx, store::UserId::of(person));
      co_return Done{};
    })));
    return account.value();
  }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, AccountsTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(AccountsTest, AreMadeByWhoeverIsFirst) {
  EXPECT_TRUE(claim(account_named("Dana")));
  EXPECT_FALSE(claim(account_named("Zoe")));
  EXPECT_EQ(found().first_name, "Dana");
}

TEST_P(AccountsTest, KeepALanguageUntilThePersonSaysAnother) {
  auto made = account_named("Mallory");
  made.proven = false;
  made.language = "fr";
  EXPECT_TRUE(claim(made));
  EXPECT_EQ(found().language, "fr");
  EXPECT_TRUE(prove(account_named("Dana")));
  EXPECT_EQ(found().language, "fr");
}

TEST_P(AccountsTest, AreTheirPersonsOnceAndForAll) {
  EXPECT_FALSE(prove(account_named("Dana"))) << "there is none";
  auto made = account_named("Mallory");
  made.mobile_number = "+49 30 901820";
  made.created_at = store::Seconds(std::chrono::seconds(7));
  made.proven = false;
  EXPECT_TRUE(claim(made));
  EXPECT_FALSE(found().proven);
  EXPECT_TRUE(prove(account_named("Dana")));
  EXPECT_FALSE(prove(account_named("Zoe")));
  EXPECT_EQ(found().first_name, "Dana");
  EXPECT_EQ(found().mobile_number, std::nullopt);
  EXPECT_EQ(found().created_at, made.created_at);
}

}  // namespace
}  // namespace orgd
