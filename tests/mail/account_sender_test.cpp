// Mails to accounts on their way: what they say, and that both queues are served alike.
#include <gtest/gtest.h>

#include <latch>
#include <set>
#include <stdexcept>
#include <thread>

#include "sender_stage.hpp"
#include "store/failing_database.hpp"

namespace orgd::mail {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using store::MailState;

// As a reader sees it whose lines are as long as they were.
std::string unfolded(Parcel const& parcel) {
  std::string text = parcel.text;
  for (auto at = text.find("=\r\n"); at != text.npos; at = text.find("=\r\n")) text.erase(at, 3);
  return text;
}

class AccountSenderTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  Stage stage_{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Every, AccountSenderTest, ::testing::ValuesIn(every_database()), name_of);

class SharedAccountSenderTest : public AccountSenderTest {};
INSTANTIATE_TEST_SUITE_P(Shared, SharedAccountSenderTest, ::testing::ValuesIn(shared_databases()),
                         name_of);

TEST_P(AccountSenderTest, WritesTheLinkThatSetsAPassword) {
  auto const id = stage_.remind(7);
  EXPECT_FALSE(stage_.send_due());
  ASSERT_EQ(stage_.carried.parcels().size(), 1U);
  auto const& parcel = stage_.carried.parcels().front();
  EXPECT_EQ(parcel.name, id);
  EXPECT_EQ(parcel.to, "a7@example.org");
  auto const text = unfolded(parcel);
  EXPECT_TRUE(text.contains("\r\nhttps://orgs.acme.org/base/console/reset#token=3Dreset7\r\n"))
      << text;
  EXPECT_TRUE(text.contains("2025-06-01 12:30 (UTC)")) << text;
  EXPECT_EQ(stage_.account_mail(id).state, MailState::sent);
  EXPECT_FALSE(stage_.account_mail(id).sealed_token);
}

TEST_P(AccountSenderTest, SaysWhatItsFactsAreInItsLanguage) {
  stage_.tell(1, "new sign-in", R"({"address":"203.0.113.9","browser":"<b>Fox"})");
  stage_.send_due();
  ASSERT_EQ(stage_.carried.parcels().size(), 1U);
  auto const text = unfolded(stage_.carried.parcels().front());
  EXPECT_TRUE(text.contains("Adresse: 203.0.113.9")) << text;
  EXPECT_TRUE(text.contains("<bdi>&lt;b&gt;Fox</bdi>")) << text;
  EXPECT_TRUE(text.contains("2025-06-01 12:00 (UTC)")) << text;
}

TEST_P(AccountSenderTest, DropsALinkThatHasExpired) {
  auto const late = stage_.remind(1);
  stage_.platform.advance(minutes(30));
  stage_.send_due();
  EXPECT_EQ(stage_.account_mail(late).mail_id, "");
  EXPECT_TRUE(stage_.carried.parcels().empty());
}

TEST_P(AccountSenderTest, GivesUpWhatItCannotRead) {
  auto const unknown = stage_.tell(1, "no such kind", "{}");
  stage_.send_due();
  EXPECT_EQ(stage_.account_mail(unknown).state, MailState::dead);
}

// The store fails at the n-th statement and the process ends; another one takes over.
TEST_P(AccountSenderTest, LosesNothingWhereverTheStoreIsLost) {
  int crashes = 0;
  for (int n = 1;; ++n) {
    auto const reminder = stage_.remind(n);
    auto const invitation = stage_.invite(n);
    auto const before = stage_.carried.parcels().size();
    FailingDatabase failing(stage_.database());
    failing.set_fail_at(n);
    try {
      stage_.send_due(failing);
    } catch (DatabaseError const&) {
      ++crashes;
    }
    bool const whole = failing.statements() < n;
    stage_.platform.advance(seconds(lease_time));
    stage_.send_due();
    EXPECT_EQ(stage_.account_mail(reminder).state, MailState::sent) << n;
    EXPECT_EQ(stage_.mail(invitation).state, MailState::sent) << n;
    std::set<std::string> ids;
    for (auto i = before; i < stage_.carried.parcels().size(); ++i)
      ids.insert(message_id_of(stage_.carried.parcels()[i]));
    EXPECT_EQ(ids.size(), 2U) << n;
    if (whole) break;
  }
  EXPECT_GE(crashes, 10) << "both queues are looked at, taken from and settled";
}

TEST_P(AccountSenderTest, SendsAgainByTheSameNameWhatNobodyAnsweredFor) {
  auto const id = stage_.remind(1);
  stage_.carried.answer_with(
      [](Parcel const&) -> Outcome { throw std::runtime_error("the process ends"); });
  EXPECT_THROW(stage_.send_due(), std::runtime_error);
  stage_.carried.answer_with({.verdict = Verdict::sent});
  stage_.platform.advance(seconds(lease_time) - seconds(1));
  stage_.send_due();
  EXPECT_EQ(stage_.carried.parcels().size(), 1U) << "who had it may still be sending it";
  stage_.platform.advance(seconds(1));
  stage_.send_due();
  ASSERT_EQ(stage_.carried.parcels().size(), 2U);
  EXPECT_EQ(message_id_of(stage_.carried.parcels()[0]), message_id_of(stage_.carried.parcels()[1]));
  EXPECT_EQ(stage_.account_mail(id).attempts, 2);
}

TEST_P(AccountSenderTest, LeavesTheOtherQueueAloneWhileNoServerAnswers) {
  stage_.remind(1);
  stage_.invite(1);
  stage_.carried.answer_with(
      {.verdict = Verdict::later, .why = "no connection", .summary = "", .of_route = true});
  stage_.send_due();
  EXPECT_EQ(stage_.carried.parcels().size(), 1U);
}

TEST_P(AccountSenderTest, CountsBothQueues) {
  stage_.invite(1);
  stage_.platform.advance(seconds(5));
  stage_.remind(1);
  stage_.tell(2, "no such kind", "{}");
  BlockingLoop loop;
  auto const session = stage_.database().connect(loop);
  auto sender = stage_.sender();
  EXPECT_TRUE(loop.run(sender.count(*session)));
  EXPECT_EQ(stage_.figures().waiting.value(), 3U);
  EXPECT_EQ(stage_.figures().oldest_age.value(), 5U);
  stage_.send_due();
  EXPECT_TRUE(loop.run(sender.count(*session)));
  EXPECT_EQ(stage_.figures().waiting.value(), 0U);
  EXPECT_EQ(stage_.figures().dead.value(), 1U);
}

TEST_P(SharedAccountSenderTest, SendsEachMailOnceHoweverManySend) {
  constexpr int mails = 30;
  for (int i = 1; i <= mails; ++i) {
    stage_.remind(i);
    stage_.invite(i);
  }
  std::latch start(2);
  auto const send_all = [&] {
    start.arrive_and_wait();
    while (stage_.send_due()) continue;
  };
  {
    std::jthread const other(send_all);
    send_all();
  }
  while (stage_.send_due()) continue;
  std::set<std::string> names;
  for (auto const& parcel : stage_.carried.parcels()) names.insert(parcel.name);
  EXPECT_EQ(names.size(), std::size_t{2} * mails);
  EXPECT_EQ(stage_.carried.parcels().size(), std::size_t{2} * mails);
}

}  // namespace
}  // namespace orgd::mail
