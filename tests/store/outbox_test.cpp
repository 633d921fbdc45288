// The queue of mails: who gets which, what becomes of it, and that it cannot be taken twice.
#include "store/outbox.hpp"

#include "test_database.hpp"

namespace orgd {
namespace {

using store::MailState;

constexpr std::string_view org = "aaaaaaaaaaaaaaaaaaaaaaaa";

constexpr std::array some_mails{
    Statement("INSERT INTO organization (org_id, name, name_folded, created_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'A', 'a', 1)"),
    Statement("INSERT INTO outbox (org_id, mail_id, created_at, recipient, kind, sealed_token, "
              "due_at) VALUES "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'm1', 10, 'one@example.org', 'k', 'secret', 10), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'm2', 20, 'two@example.org', 'k', 'secret', 5), "
              "('aaaaaaaaaaaaaaaaaaaaaaaa', 'm3', 30, 'three@example.org', 'k', 'secret', 30)"),
    // As a server wrote it that knew no queue.
    Statement("INSERT INTO outbox (org_id, mail_id, created_at, recipient, kind, sealed_token) "
              "VALUES ('aaaaaaaaaaaaaaaaaaaaaaaa', 'm0', 1, 'old@example.org', 'k', 'secret')")};

store::Seconds moment(std::int64_t seconds) {
  return store::Seconds(std::chrono::seconds(seconds));
}

class OutboxTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  OutboxTest() {
    auto const schema = store_->schema();
    migrate(*schema, store_migrations(), std::chrono::sys_seconds{});
    for (auto const statement : some_mails) schema->query(statement);
    session_ = store_->database().connect(loop_);
  }

  std::string due(int now, std::int64_t limit = 10) {
    std::string found;
    read([&](Transaction& tx) -> Task<Done> {
      found.clear();
      auto const keys = co_await store::list_due_mails(tx, moment(now), limit);
      for (auto const& key : keys) found += key.mail_id;
      co_return Done{};
    });
    return found;
  }
  std::optional<store::Mail> take(std::string const& mail_id, int now, int until,
                                  std::string const& message_id = "<first>") {
    std::optional<store::Mail> taken;
    store::MailKey const key{.org_id = store::OrgId::of(org), .mail_id = mail_id};
    store::MailLease const lease{.until = moment(until), .message_id = message_id};
    write([&](Transaction& tx) -> Task<Done> {
      taken = co_await store::take_mail(tx, key, moment(now), lease);
      co_return Done{};
    });
    return taken;
  }
  std::vector<store::Mail> all() {
    std::vector<store::Mail> mails;
    read([&](Transaction& tx) -> Task<Done> {
      store::OrgId const from_the_first;
      mails = co_await store::list_mails(tx, from_the_first, "", 10);
      co_return Done{};
    });
    return mails;
  }
  store::Mail stored(std::string_view mail_id) {
    auto const mails = all();
    auto const at = std::ranges::find(mails, mail_id, &store::Mail::mail_id);
    EXPECT_NE(at, mails.end()) << mail_id;
    return at == mails.end() ? store::Mail{} : *at;
  }
  store::MailCount count(MailState state) {
    store::MailCount counted;
    read([&](Transaction& tx) -> Task<Done> {
      counted = co_await store::count_mails(tx, state);
      co_return Done{};
    });
    return counted;
  }
  void write(Work const& work) { EXPECT_TRUE(loop_.run(session_->write(work))); }
  void read(Work const& work) { EXPECT_TRUE(loop_.run(session_->read(work))); }
  void sent(store::Mail const& mail, int now) {
    write([&](Transaction& tx) { return store::mark_sent(tx, mail, moment(now)); });
  }
  void failed(store::Mail const& mail, int due_at) {
    write([&](Transaction& tx) { return store::mark_failed(tx, mail, moment(due_at), "why"); });
  }
  void dead(store::Mail const& mail) {
    write([&](Transaction& tx) { return store::mark_dead(tx, mail, "why"); });
  }

 private:
  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, OutboxTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(OutboxTest, GivesWhatIsDueInTheOrderOfTimeAPageAtOnce) {
  EXPECT_EQ(due(4), "m0");
  EXPECT_EQ(due(10), "m0m2m1");
  EXPECT_EQ(due(30), "m0m2m1m3");
  EXPECT_EQ(due(30, 2), "m0m2");
}

TEST_P(OutboxTest, GivesAMailToOneUntilTheLeaseEnds) {
  auto const taken = take("m1", 10, 70).value();
  EXPECT_EQ(taken.attempts, 1);
  EXPECT_EQ(taken.sealed_token, "secret");
  EXPECT_EQ(taken.lease_until, moment(70));
  EXPECT_FALSE(take("m1", 10, 70));
  EXPECT_FALSE(take("m1", 69, 129));
  EXPECT_EQ(due(69), "m0m2m3");
  auto const again = take("m1", 70, 130, "<second>").value();
  EXPECT_EQ(again.attempts, 2);
  EXPECT_EQ(again.message_id, "<first>") << "it may have been sent by that name";
  EXPECT_FALSE(take("m3", 29, 60)) << "not due";
  EXPECT_FALSE(take("m9", 99, 60)) << "no mail";
}

TEST_P(OutboxTest, KeepsNoSecretOfWhatWasSentAndForgetsIt) {
  auto const taken = take("m1", 10, 70).value();
  sent(taken, 12);
  auto const mail = stored("m1");
  EXPECT_EQ(mail.state, MailState::sent);
  EXPECT_FALSE(mail.sealed_token || mail.lease_until || mail.last_error);
  EXPECT_FALSE(take("m1", 1000, 2000));
  auto const life = std::chrono::seconds(store::sent_mail_life).count();
  auto const forget = [&](std::int64_t now) {
    write([now](Transaction& tx) { return store::forget_sent_mails(tx, moment(now)); });
    return all().size();
  };
  EXPECT_EQ(forget(life + 11), 4U);
  EXPECT_EQ(forget(life + 12), 3U);
}

TEST_P(OutboxTest, TriesAgainWhatFailedAndKeepsWhatIsDead) {
  failed(take("m1", 10, 70).value(), 25);
  EXPECT_EQ(stored("m1").last_error, "why");
  EXPECT_FALSE(take("m1", 24, 70));
  auto const second = take("m1", 25, 70).value();
  dead(second);
  auto const mail = stored("m1");
  EXPECT_EQ(mail.state, MailState::dead);
  EXPECT_EQ(mail.sealed_token, "secret") << "the link is still of use";
  EXPECT_FALSE(take("m1", 1000, 2000));
  EXPECT_EQ(due(1000), "m0m2m3");
}

TEST_P(OutboxTest, HearsNoMoreOfAnAttemptOnceALaterOneBegan) {
  auto const first = take("m1", 10, 70).value();
  auto const second = take("m1", 70, 130).value();
  dead(first);
  failed(first, 1);
  sent(first, 71);
  EXPECT_EQ(stored("m1").state, MailState::waiting);
  EXPECT_EQ(stored("m1").lease_until, moment(130));
  sent(second, 72);
  failed(second, 73);
  EXPECT_EQ(stored("m1").state, MailState::sent);
}

TEST_P(OutboxTest, CountsWhatWaitsAndWhatIsDead) {
  EXPECT_EQ(count(MailState::waiting).count, 4);
  EXPECT_EQ(count(MailState::waiting).oldest, moment(1));
  EXPECT_EQ(count(MailState::dead).count, 0);
  EXPECT_EQ(count(MailState::dead).oldest, std::nullopt);
  dead(take("m3", 30, 70).value());
  EXPECT_EQ(count(MailState::waiting).count, 3);
  EXPECT_EQ(count(MailState::dead).oldest, moment(30));
}

}  // namespace
}  // namespace orgd
