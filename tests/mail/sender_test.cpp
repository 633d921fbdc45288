// What becomes of mails, on every database: sent once by everybody who may send them, never lost,
// and always by one Message-ID, wherever a sender ends.
#include <gtest/gtest.h>

#include <latch>
#include <set>
#include <stdexcept>
#include <thread>

#include "sender_stage.hpp"
#include "store/failing_database.hpp"

namespace orgd::mail {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using store::MailState;

constexpr auto lease = seconds(lease_time);

Outcome refused(std::string const& why, bool of_route = false) {
  return {.verdict = Verdict::later, .why = why, .summary = why, .of_route = of_route};
}

class SenderTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  Stage stage_{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Every, SenderTest, ::testing::ValuesIn(every_database()), name_of);

class SharedSenderTest : public SenderTest {};
INSTANTIATE_TEST_SUITE_P(Shared, SharedSenderTest, ::testing::ValuesIn(shared_databases()),
                         name_of);

TEST_P(SenderTest, WritesWhatTheInvitationIs) {
  auto const id = stage_.invite(7);
  EXPECT_FALSE(stage_.send_due());
  ASSERT_EQ(stage_.carried.parcels().size(), 1U);
  auto const& parcel = stage_.carried.parcels().front();
  EXPECT_EQ(parcel.name, id);
  EXPECT_EQ(parcel.from, "mail@acme.org");
  EXPECT_EQ(parcel.to, "p7@example.org");
  auto const link = "https://orgs.acme.org/base/console/accept/" + id + "#token=3Dtoken7";
  std::string text = parcel.text;
  for (auto at = text.find("=\r\n"); at != text.npos; at = text.find("=\r\n")) text.erase(at, 3);
  EXPECT_TRUE(text.contains("\r\n" + link + "\r\n")) << text;
  EXPECT_TRUE(text.contains("<bdi>Acme &lt;b&gt;</bdi>")) << text;
  EXPECT_TRUE(text.contains("Invited by: Olga\r\n")) << text;
  EXPECT_TRUE(text.contains("2025-07-01 12:00 (UTC)")) << text;
  EXPECT_TRUE(text.contains("on orgs.acme.org.")) << text;
  EXPECT_EQ(stage_.mail(id).state, MailState::sent);
  EXPECT_EQ(stage_.figures().sent.value(), 1U);
  EXPECT_FALSE(stage_.send_due());
  EXPECT_EQ(stage_.carried.parcels().size(), 1U);
}

// The store fails at the n-th statement and the process ends; another one takes over.
TEST_P(SenderTest, LosesNothingWhereverTheStoreIsLost) {
  int crashes = 0;
  for (int n = 1;; ++n) {
    auto const id = stage_.invite(n);
    auto const before = stage_.carried.parcels().size();
    FailingDatabase failing(stage_.database());
    failing.set_fail_at(n);
    try {
      stage_.send_due(failing);
    } catch (DatabaseError const&) {
      ++crashes;
    }
    bool const whole = failing.statements() < n;
    stage_.platform.advance(lease);
    stage_.send_due();
    EXPECT_EQ(stage_.mail(id).state, MailState::sent) << n;
    std::set<std::string> ids;
    for (auto i = before; i < stage_.carried.parcels().size(); ++i)
      ids.insert(message_id_of(stage_.carried.parcels()[i]));
    EXPECT_EQ(ids.size(), 1U) << n;
    if (whole) break;
  }
  EXPECT_GE(crashes, 6) << "looking, taking, reading and settling are several statements";
}

TEST_P(SenderTest, SendsAgainByTheSameNameWhatNobodyAnsweredFor) {
  auto const id = stage_.invite(1);
  stage_.carried.answer_with(
      [](Parcel const&) -> Outcome { throw std::runtime_error("the process ends"); });
  EXPECT_THROW(stage_.send_due(), std::runtime_error);
  EXPECT_EQ(stage_.mail(id).state, MailState::waiting);
  stage_.carried.answer_with({.verdict = Verdict::sent});
  stage_.platform.advance(lease - seconds(1));
  stage_.send_due();
  EXPECT_EQ(stage_.carried.parcels().size(), 1U) << "who had it may still be sending it";
  stage_.platform.advance(seconds(1));
  stage_.send_due();
  ASSERT_EQ(stage_.carried.parcels().size(), 2U);
  EXPECT_EQ(message_id_of(stage_.carried.parcels()[0]), message_id_of(stage_.carried.parcels()[1]));
  EXPECT_EQ(stage_.mail(id).attempts, 2);
}

TEST_P(SenderTest, SendsNothingAgainForAStoreThatFailedMeanwhile) {
  auto const id = stage_.invite(1);
  FailingDatabase failing(stage_.database());
  BlockingLoop loop;
  auto const session = failing.connect(loop);
  auto sender = stage_.sender();
  stage_.carried.answer_with([&](Parcel const&) {
    failing.set_fail_at(1);
    return Outcome{.verdict = Verdict::sent};
  });
  EXPECT_THROW(loop.run(sender.send_due(*session)), DatabaseError);
  EXPECT_EQ(stage_.mail(id).state, MailState::waiting);
  EXPECT_TRUE(loop.run(sender.send_due(*session)));
  EXPECT_EQ(stage_.mail(id).state, MailState::sent);
  EXPECT_EQ(stage_.carried.parcels().size(), 1U);
}

TEST_P(SenderTest, TriesLessAndLessOftenForThreeDays) {
  auto const id = stage_.invite(1);
  stage_.carried.answer_with(refused("DATA was answered 451 later"));
  std::vector<std::int64_t> pauses;
  for (auto before = stage_.now(); stage_.mail(id).state == MailState::waiting;
       before = stage_.now()) {
    stage_.send_due();
    auto const mail = stage_.mail(id);
    if (mail.state != MailState::waiting) break;
    EXPECT_EQ(mail.last_error, "DATA was answered 451 later");
    pauses.push_back((mail.due_at - before).count());
    stage_.platform.advance(mail.due_at - stage_.now() - seconds(1));
    stage_.send_due();
    EXPECT_EQ(stage_.mail(id).attempts, mail.attempts) << "before its time";
    stage_.platform.advance(seconds(1));
  }
  std::vector<std::int64_t> const wanted{10, 30, 90, 270, 810, 2430, 7290, 21600, 21600};
  ASSERT_GT(pauses.size(), wanted.size());
  EXPECT_TRUE(std::ranges::equal(wanted, std::span(pauses).first(wanted.size())));
  auto const mail = stage_.mail(id);
  EXPECT_EQ(mail.state, MailState::dead);
  EXPECT_EQ(mail.last_error, "DATA was answered 451 later");
  EXPECT_TRUE(mail.sealed_token);
  EXPECT_GT(stage_.now(), mail.created_at + store::mail_patience - hours(6));
  EXPECT_LE(stage_.now(), mail.created_at + store::mail_patience);
  EXPECT_EQ(stage_.figures().given_up.value(), 1U);
}

TEST_P(SenderTest, GivesUpAtOnceWhereThereIsNoSuchRecipient) {
  auto const nobody = stage_.invite(1);
  auto const somebody = stage_.invite(2);
  stage_.carried.answer_with([&](Parcel const& parcel) {
    if (parcel.name == somebody) return Outcome{.verdict = Verdict::sent};
    return Outcome{.verdict = Verdict::never, .why = "RCPT was answered 550 5.1.1", .summary = ""};
  });
  stage_.send_due();
  EXPECT_EQ(stage_.mail(nobody).state, MailState::dead);
  EXPECT_EQ(stage_.mail(somebody).state, MailState::sent);
}

TEST_P(SenderTest, LeavesTheOthersAloneWhileNoServerAnswers) {
  stage_.invite(1);
  stage_.invite(2);
  stage_.carried.answer_with(refused("no connection", true));
  stage_.send_due();
  EXPECT_EQ(stage_.carried.parcels().size(), 1U);
  stage_.send_due();
  EXPECT_EQ(stage_.carried.parcels().size(), 2U) << "then the other one is tried";
  EXPECT_EQ(stage_.sender().pause(), seconds(30));
  stage_.carried.answer_with({.verdict = Verdict::sent});
  stage_.platform.advance(seconds(10));
  stage_.send_due();
  EXPECT_EQ(stage_.sender().pause(), seconds(0));
}

TEST_P(SenderTest, DoesNotSendWhatIsOldOrOfNoUse) {
  auto const old = stage_.invite(1);
  stage_.platform.advance(store::mail_patience + seconds(1));
  auto const expired = stage_.invite(2);
  stage_.send_due();
  EXPECT_EQ(stage_.mail(old).state, MailState::dead);
  EXPECT_TRUE(stage_.mail(old).last_error.value().contains("three days"));
  EXPECT_EQ(stage_.mail(expired).state, MailState::sent);
  stage_.write([](Transaction& tx) -> Task<Done> {
    co_await tx.query("UPDATE outbox SET state = 0, due_at = 0 WHERE state = 1");
    co_return Done{};
  });
  stage_.platform.advance(seconds(store::invitation_life));
  stage_.send_due();
  EXPECT_EQ(stage_.mail(expired).mail_id, "") << "its invitation has ended";
  EXPECT_EQ(stage_.carried.parcels().size(), 1U);
}

TEST_P(SenderTest, BeginsNothingMoreWhenTheServerStops) {
  stage_.invite(1);
  stage_.invite(2);
  BlockingLoop loop;
  auto const session = stage_.database().connect(loop);
  auto sender = stage_.sender([this] { return !stage_.carried.parcels().empty(); });
  EXPECT_FALSE(loop.run(sender.send_due(*session)).value());
  EXPECT_EQ(stage_.carried.parcels().size(), 1U);
}

TEST_P(SenderTest, CountsWhatIsThere) {
  stage_.invite(1);
  stage_.platform.advance(seconds(5));
  BlockingLoop loop;
  auto const session = stage_.database().connect(loop);
  auto sender = stage_.sender();
  EXPECT_TRUE(loop.run(sender.count(*session)));
  EXPECT_EQ(stage_.figures().waiting.value(), 1U);
  EXPECT_EQ(stage_.figures().oldest_age.value(), 5U);
  EXPECT_EQ(stage_.figures().dead.value(), 0U);
}

TEST_P(SharedSenderTest, SendsEachMailOnceHoweverManySend) {
  constexpr std::size_t mails = 60;
  for (int i = 1; i <= static_cast<int>(mails); ++i) stage_.invite(i);
  std::latch start(3);
  auto const send_all = [&] {
    start.arrive_and_wait();
    while (stage_.send_due()) continue;
  };
  {
    std::jthread const first(send_all);
    std::jthread const second(send_all);
    send_all();
  }
  while (stage_.send_due()) continue;
  std::set<std::string> names;
  for (auto const& parcel : stage_.carried.parcels()) names.insert(parcel.name);
  EXPECT_EQ(names.size(), mails);
  EXPECT_EQ(stage_.carried.parcels().size(), mails);
  for (auto const& mail : stage_.mails()) EXPECT_EQ(mail.state, MailState::sent);
}

}  // namespace
}  // namespace orgd::mail
