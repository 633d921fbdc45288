// The queue of mails to accounts, and the links that some of them carry.
#include "store/outbox.hpp"
#include "store/password_links.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;
using store::AccountMail;
using store::MailState;

constexpr store::Seconds noon{1748779200s};
constexpr auto dana_id = store::UserId::of("222222222222222222222222");
constexpr auto kim = store::UserId::of("333333333333333333333333");

class AccountMailTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  AccountMailTest() {
    migrate(*store_->schema(), store_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
  }

  void write(Work const& work) { EXPECT_TRUE(loop_.run(session_->write(work))); }

  void add(store::UserId to, std::string const& id, store::Seconds at,
           MailState state = MailState::waiting) {
    AccountMail const mail{.user_id = to,
                           .mail_id = id,
                           .created_at = at,
                           .recipient = "dana@example.org",
                           .kind = "password reset",
                           .facts = "{}",
                           .sealed_token = "secret",
                           .state = state,
                           .due_at = at};
    write([&](Transaction& tx) { return store::insert_account_mail(tx, mail); });
  }
  std::string due(store::Seconds now) {
    std::string found;
    write([&](Transaction& tx) -> Task<Done> {
      found.clear();
      auto const keys = co_await store::list_due_mails<AccountMail>(tx, now, 10);
      for (auto const& key : keys) found += key.mail_id;
      co_return Done{};
    });
    return found;
  }
  std::optional<AccountMail> take(store::UserId of, std::string const& id, store::Seconds now) {
    std::optional<AccountMail> taken;
    store::AccountMailKey const key{.user_id = of, .mail_id = id};
    store::MailLease const lease{.until = now + 600s, .message_id = "<first>"};
    write([&](Transaction& tx) -> Task<Done> {
      taken = co_await store::take_mail<AccountMail>(tx, key, now, lease);
      co_return Done{};
    });
    return taken;
  }
  std::vector<AccountMail> all() {
    std::vector<AccountMail> mails;
    write([&](Transaction& tx) -> Task<Done> {
      store::UserId const from_the_first;
      mails = co_await store::list_account_mails(tx, from_the_first, "", 10);
      co_return Done{};
    });
    return mails;
  }
  std::int64_t count_since(store::UserId to, store::Seconds since) {
    std::int64_t count = 0;
    write([&](Transaction& tx) -> Task<Done> {
      count = co_await store::count_mails_to(tx, to, "password reset", since);
      co_return Done{};
    });
    return count;
  }

  void add_link(store::UserId of, std::string const& hash, store::Seconds until) {
    store::PasswordLink const link{.user_id = of,
                                   .token_hash = hash,
                                   .created_at = noon,
                                   .expires_at = until,
                                   .made_by = store::LinkMaker::operator_};
    write([&](Transaction& tx) { return store::insert_password_link(tx, link); });
  }
  bool use_link(store::UserId of, std::string const& hash, store::Seconds now) {
    bool used = false;
    write([&](Transaction& tx) -> Task<Done> {
      used = co_await store::use_password_link(tx, of, hash, now);
      co_return Done{};
    });
    return used;
  }

 private:
  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, AccountMailTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(AccountMailTest, IsTakenByOneAndKeepsNoSecretOnceItIsSent) {
  add(dana_id, "m1", noon);
  add(kim, "m2", noon - 5s);
  add(kim, "m3", noon, MailState::not_to_be_sent);
  EXPECT_EQ(due(noon), "m2m1") << "one that is not to be sent is never due";
  auto const taken = take(dana_id, "m1", noon).value();
  EXPECT_EQ(taken.user_id, dana_id);
  EXPECT_EQ(taken.attempts, 1);
  EXPECT_EQ(taken.sealed_token, "secret");
  EXPECT_FALSE(take(dana_id, "m1", noon + 599s));
  EXPECT_FALSE(take(dana_id, "m2", noon)) << "somebody else's";
  EXPECT_FALSE(take(kim, "m3", noon));
  write([&](Transaction& tx) { return store::mark_sent(tx, taken, noon); });
  auto const sent = all().front();
  EXPECT_EQ(sent.state, MailState::sent);
  EXPECT_FALSE(sent.sealed_token || sent.lease_until);
}

TEST_P(AccountMailTest, HearsNoMoreOfAnAttemptOnceALaterOneBegan) {
  add(dana_id, "m1", noon);
  auto const first = take(dana_id, "m1", noon).value();
  auto const second = take(dana_id, "m1", noon + 600s).value();
  write([&](Transaction& tx) { return store::mark_dead(tx, first, "why"); });
  write([&](Transaction& tx) { return store::drop_mail(tx, first); });
  EXPECT_EQ(all().front().state, MailState::waiting);
  write([&](Transaction& tx) { return store::mark_failed(tx, second, noon + 700s, "why"); });
  EXPECT_EQ(all().front().last_error, "why");
  EXPECT_EQ(due(noon + 699s), "");
  EXPECT_EQ(due(noon + 700s), "m1");
}

TEST_P(AccountMailTest, IsCountedForItsPersonAndTime) {
  add(dana_id, "m1", noon);
  add(dana_id, "m2", noon + 10s);
  add(kim, "m3", noon + 10s);
  EXPECT_EQ(count_since(dana_id, noon - 1s), 2);
  EXPECT_EQ(count_since(dana_id, noon), 1) << "from then on it is not counted";
  EXPECT_EQ(count_since(kim, noon), 1);
}

TEST_P(AccountMailTest, LosesItsLinkWithThePassword) {
  add(dana_id, "m1", noon);
  add(kim, "m2", noon);
  write([&](Transaction& tx) { return store::withdraw_links_to(tx, dana_id, noon); });
  EXPECT_EQ(due(noon), "m2");
  auto const withdrawn = all().front();
  EXPECT_EQ(withdrawn.state, MailState::not_to_be_sent);
  EXPECT_FALSE(withdrawn.sealed_token);
  EXPECT_EQ(count_since(dana_id, noon - 1s), 1) << "it counts as asked for all the same";
}

TEST_P(AccountMailTest, IsForgottenWhenNobodyNeedsIt) {
  add(dana_id, "m1", noon);
  add(dana_id, "m2", noon, MailState::not_to_be_sent);
  auto const left = [&](store::Seconds now) {
    bool over = false;
    write([&](Transaction& tx) -> Task<Done> {
      over = co_await store::any_account_mail_over(tx, now);
      co_return co_await store::drop_account_mails(tx, now);
    });
    return std::pair(over, all().size());
  };
  EXPECT_EQ(left(noon), std::pair(false, std::size_t{2}));
  EXPECT_EQ(left(noon + 1s), std::pair(true, std::size_t{1}));
  EXPECT_EQ(left(noon + store::sent_mail_life), std::pair(false, std::size_t{1}));
  EXPECT_EQ(left(noon + store::sent_mail_life + 1s), std::pair(true, std::size_t{0}));
}

TEST_P(AccountMailTest, LinksAreUsedOnceAndEndAllOthersOfThePerson) {
  add_link(dana_id, "one", noon + 60s);
  add_link(dana_id, "two", noon + 60s);
  add_link(kim, "one", noon + 60s);
  EXPECT_FALSE(use_link(dana_id, "three", noon));
  EXPECT_FALSE(use_link(dana_id, "one", noon + 60s)) << "it has expired";
  EXPECT_TRUE(use_link(dana_id, "one", noon + 59s));
  EXPECT_FALSE(use_link(dana_id, "one", noon));
  EXPECT_FALSE(use_link(dana_id, "two", noon));
  EXPECT_TRUE(use_link(kim, "one", noon));
}

TEST_P(AccountMailTest, LinksAreForgottenWhenTheyHaveExpired) {
  add_link(dana_id, "one", noon + 60s);
  add_link(dana_id, "two", noon + 90s);
  auto const over = [&](store::Seconds now) {
    bool any = false;
    write([&](Transaction& tx) -> Task<Done> {
      any = co_await store::any_password_link_over(tx, now);
      co_return co_await store::drop_password_links(tx, now);
    });
    return any;
  };
  EXPECT_FALSE(over(noon + 60s));
  EXPECT_TRUE(over(noon + 61s));
  EXPECT_FALSE(over(noon + 61s));
  EXPECT_TRUE(use_link(dana_id, "two", noon));
}

}  // namespace
}  // namespace orgd
