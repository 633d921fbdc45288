// Tries to sign in, as they are counted in the store, and sessions as they end there.
#include "store/sign_ins.hpp"

#include "store/sessions.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;

constexpr store::Seconds noon{1748779200s};
constexpr auto signer = store::UserId::of("222222222222222222222222");

store::SessionId session_numbered(char digit) {
  return store::SessionId::of(std::string(23, '5') + digit);
}

class SignInsTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  SignInsTest() {
    migrate(*store_->schema(), store_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
  }

  void write(Work const& work) { EXPECT_TRUE(loop_.run(session_->write(work))); }

  // For how long a try waits; one that does not is counted.
  std::chrono::seconds waits(std::vector<store::FailureCounter> const& counters,
                             store::Seconds at) {
    std::optional<store::Seconds> until;
    (void)loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      until = co_await store::count_try(tx, counters, at);
      if (until) co_return atlas::fail(atlas::Code::rate_limited);
      co_return Done{};
    }));
    return until ? *until - at : 0s;
  }

  std::size_t sessions_at(store::Seconds at) {
    std::size_t count = 0;
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      auto const found = co_await store::list_sessions(tx, signer, at);
      count = found.size();
      co_return Done{};
    })));
    return count;
  }

  void sign_in(char digit, store::Seconds at) {
    store::PersonSession const made{.user_id = signer,
                                    .session_id = session_numbered(digit),
                                    .token_hash = "hash",
                                    .created_at = at,
                                    .expires_at = at + 12h,
                                    .last_used_at = at};
    write([&](Transaction& tx) { return store::insert_session(tx, made); });
  }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
  std::vector<store::FailureCounter> const one_{{.counter = "one", .free = 2}};
};

INSTANTIATE_TEST_SUITE_P(Every, SignInsTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(SignInsTest, WaitEverLonger) {
  EXPECT_EQ(waits(one_, noon), 0s);
  EXPECT_EQ(waits(one_, noon), 0s);
  EXPECT_EQ(waits(one_, noon), 1s);
  EXPECT_EQ(waits(one_, noon), 1s) << "a try that waits is not counted";
  auto now = noon;
  for (auto const pause : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
    EXPECT_EQ(waits(one_, now), pause);
    now += pause;
    EXPECT_EQ(waits(one_, now), 0s);
  }
}

TEST_P(SignInsTest, BeginAnewAfterAQuarterOfAnHour) {
  for (int i = 0; i < 2; ++i) EXPECT_EQ(waits(one_, noon), 0s);
  EXPECT_EQ(waits(one_, noon + 15min), 0s);
  EXPECT_EQ(waits(one_, noon + 15min), 0s);
  EXPECT_EQ(waits(one_, noon + 15min), 1s);
}

TEST_P(SignInsTest, AreCountedByAllCountersOrNone) {
  std::vector<store::FailureCounter> const both_counters{{.counter = "other", .free = 9},
                                                         {.counter = "one", .free = 2}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(waits(both_counters, noon), 0s);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(waits(both_counters, noon), 1s);
  std::vector<store::FailureCounter> const other{{.counter = "other", .free = 9}};
  for (int i = 0; i < 7; ++i) EXPECT_EQ(waits(other, noon), 0s);
  EXPECT_EQ(waits(other, noon), 1s);
}

TEST_P(SignInsTest, AreForgottenByTheRightPassword) {
  std::vector<store::FailureCounter> const counters{{.counter = "one", .free = 2},
                                                    {.counter = "other", .free = 2}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(waits(counters, noon), 0s);
  write([&](Transaction& tx) { return store::forgive_try(tx, counters); });
  EXPECT_EQ(waits(one_, noon), 0s);
  std::vector<store::FailureCounter> const other{{.counter = "other", .free = 2}};
  EXPECT_EQ(waits(other, noon), 1s) << "others may have failed, too";
}

TEST_P(SignInsTest, LeaveNothingBehind) {
  for (int i = 0; i < 2; ++i) EXPECT_EQ(waits(one_, noon), 0s);
  write([&](Transaction& tx) { return store::drop_failures(tx, noon + 14min); });
  EXPECT_EQ(waits(one_, noon + 1s), 0s);
  EXPECT_EQ(waits(one_, noon + 1s), 2s) << "dropped too early";
}

TEST_P(SignInsTest, KnowTheirDevices) {
  auto const known = [&](std::string_view hash, store::Seconds at) {
    bool found = false;
    EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
      found = co_await store::is_known_device(tx, signer, hash, at);
      co_return Done{};
    })));
    return found;
  };
  for (int i = 0; i < 45; ++i) {
    store::KnownDevice const device{.user_id = signer,
                                    .device_hash = std::to_string(i),
                                    .created_at = noon + std::chrono::seconds(i),
                                    .expires_at = noon + 24h};
    write([&](Transaction& tx) { return store::insert_device(tx, device); });
  }
  EXPECT_TRUE(known("44", noon));
  EXPECT_FALSE(known("44", noon + 24h));
  EXPECT_FALSE(known("0", noon)) << "the newest stay";
  write([&](Transaction& tx) { return store::forget_devices(tx, signer); });
  EXPECT_FALSE(known("44", noon));
}

TEST_P(SignInsTest, TheNewestSessionsStay) {
  for (char const digit : {'1', '2', '3', '4'}) sign_in(digit, noon);
  write([&](Transaction& tx) {
    return store::keep_newest_sessions(tx, signer, store::SessionState::active, 3);
  });
  EXPECT_EQ(sessions_at(noon), 3U);
  EXPECT_EQ(sessions_at(noon + 12h), 0U);
  auto const drop = [&](Transaction& tx) -> Task<Done> {
    auto const dropped = co_await store::drop_sessions(tx, noon + 13h, 2);
    EXPECT_EQ(dropped, 2);
    co_return Done{};
  };
  write(drop);
  EXPECT_EQ(sessions_at(noon), 1U);
}

TEST_P(SignInsTest, AUseOfASessionIsNeverTakenBack) {
  sign_in('1', noon);
  auto const use = [&](std::chrono::seconds after, std::int64_t idle) {
    store::SessionUse const used{.user_id = signer,
                                 .session_id = session_numbered('1'),
                                 .last_used_at = noon + after,
                                 .longest_idle_s = idle};
    write([&](Transaction& tx) { return store::record_session_use(tx, used); });
  };
  use(100s, 90);
  use(50s, 95);
  use(200s, 10);
  std::optional<store::PersonSession> found;
  EXPECT_TRUE(loop_.run(session_->read([&](Transaction& tx) -> Task<Done> {
    found = co_await store::find_session(tx, signer, session_numbered('1'));
    co_return Done{};
  })));
  EXPECT_EQ(found.value().last_used_at, noon + 200s);
  EXPECT_EQ(found->longest_idle_s, 90);
}

}  // namespace
}  // namespace orgd
