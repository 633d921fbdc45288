// Second factors in the store: what counts once counts once, whoever asks at the same time.
#include "store/factors.hpp"

#include "store/sessions.hpp"
#include "store/sign_ins.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;

constexpr store::Seconds morning{1748764800s};
constexpr auto keeper = store::UserId::of("333333333333333333333333");
constexpr auto stranger = store::UserId::of("444444444444444444444444");

store::FactorId factor_numbered(char digit) {
  return store::FactorId::of(std::string(23, '6') + digit);
}

class FactorsTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  FactorsTest() {
    migrate(*store_->schema(), store_migrations(), std::chrono::sys_seconds{});
    session_ = store_->database().connect(loop_);
  }

  template <class T>
  T ask(std::function<Task<T>(Transaction&)> const& what) {
    T answer{};
    EXPECT_TRUE(loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      answer = co_await what(tx);
      co_return Done{};
    })));
    return answer;
  }
  void write(Work const& work) { EXPECT_TRUE(loop_.run(session_->write(work))); }

  void add(store::UserId user_id, char digit) {
    store::Factor const factor{.user_id = user_id,
                               .factor_id = factor_numbered(digit),
                               .name = "A phone",
                               .secret = "sealed",
                               .created_at = morning};
    write([&](Transaction& tx) { return store::insert_factor(tx, factor); });
  }
  bool confirms(char digit, std::int64_t step) {
    store::FactorUse const use{
        .user_id = keeper, .factor_id = factor_numbered(digit), .step = step, .at = morning + 1s};
    return ask<bool>([&](Transaction& tx) { return store::confirm_factor(tx, use); });
  }
  bool uses(char digit, std::int64_t step) {
    store::FactorUse const use{
        .user_id = keeper, .factor_id = factor_numbered(digit), .step = step, .at = morning + 2s};
    return ask<bool>([&](Transaction& tx) { return store::use_factor(tx, use); });
  }
  std::vector<store::Factor> factors_of(store::UserId user_id) {
    return ask<std::vector<store::Factor>>(
        [&](Transaction& tx) { return store::list_factors(tx, user_id); });
  }
  std::vector<std::string> codes_of(store::UserId user_id) {
    return ask<std::vector<std::string>>(
        [&](Transaction& tx) { return store::list_recovery_codes(tx, user_id); });
  }
  std::optional<store::PersonSession> session_of_keeper() {
    return ask<std::optional<store::PersonSession>>([&](Transaction& tx) {
      return store::find_session(tx, keeper, store::SessionId::of(std::string(24, '7')));
    });
  }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
};

INSTANTIATE_TEST_SUITE_P(Every, FactorsTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(FactorsTest, AreReadAsTheyWereWritten) {
  add(keeper, '1');
  add(stranger, '2');
  auto const found = factors_of(keeper);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].factor_id, factor_numbered('1'));
  EXPECT_EQ(found[0].name, "A phone");
  EXPECT_EQ(found[0].secret, "sealed");
  EXPECT_EQ(found[0].created_at, morning);
  EXPECT_EQ(found[0].confirmed_at, std::nullopt);
  EXPECT_EQ(found[0].last_step, 0);
}

TEST_P(FactorsTest, AreConfirmedOnce) {
  add(keeper, '1');
  EXPECT_FALSE(uses('1', 5)) << "before it is confirmed";
  EXPECT_TRUE(confirms('1', 5));
  EXPECT_FALSE(confirms('1', 6));
  EXPECT_FALSE(confirms('2', 5)) << "of nobody";
  auto const found = factors_of(keeper);
  EXPECT_EQ(found.at(0).confirmed_at, morning + 1s);
  EXPECT_EQ(found.at(0).last_step, 5);
}

TEST_P(FactorsTest, TakeEachStepOnceAndNoneBefore) {
  add(keeper, '1');
  EXPECT_TRUE(confirms('1', 5));
  EXPECT_FALSE(uses('1', 5));
  EXPECT_TRUE(uses('1', 7));
  EXPECT_FALSE(uses('1', 7));
  EXPECT_FALSE(uses('1', 6));
  EXPECT_TRUE(uses('1', 8));
  EXPECT_EQ(factors_of(keeper).at(0).last_used_at, morning + 2s);
}

TEST_P(FactorsTest, PasskeysHaveTheirKeyWhenTheyAreConfirmed) {
  store::Factor passkey{.user_id = keeper,
                        .factor_id = factor_numbered('1'),
                        .type = store::FactorType::passkey,
                        .name = "A key",
                        .created_at = morning};
  write([&](Transaction& tx) { return store::insert_factor(tx, passkey); });
  auto const uses_it = [&](std::int64_t sign_count) {
    store::PasskeyCount const use{.user_id = keeper,
                                  .factor_id = passkey.factor_id,
                                  .sign_count = sign_count,
                                  .at = morning + 2s};
    return ask<bool>([&](Transaction& tx) { return store::use_passkey(tx, use); });
  };
  EXPECT_FALSE(uses_it(1)) << "before it is confirmed";
  passkey.confirmed_at = morning + 1s;
  passkey.credential_id = "aWQ";
  passkey.public_key = "a2V5";
  passkey.algorithm = -257;
  passkey.sign_count = 4294967295;
  auto const confirms_it = [&] {
    return ask<bool>([&](Transaction& tx) { return store::confirm_passkey(tx, passkey); });
  };
  EXPECT_TRUE(confirms_it());
  EXPECT_FALSE(confirms_it());
  auto found = factors_of(keeper).at(0);
  EXPECT_EQ(found.type, store::FactorType::passkey);
  EXPECT_EQ(found.credential_id, "aWQ");
  EXPECT_EQ(found.public_key, "a2V5");
  EXPECT_EQ(found.algorithm, -257);
  EXPECT_EQ(found.sign_count, 4294967295);
  EXPECT_EQ(found.confirmed_at, morning + 1s);
  EXPECT_TRUE(uses_it(3)) << "counters are for others to judge";
  found = factors_of(keeper).at(0);
  EXPECT_EQ(found.sign_count, 3);
  EXPECT_EQ(found.last_used_at, morning + 2s);
}

TEST_P(FactorsTest, AreForgottenWhereTheyNeverCounted) {
  for (char const digit : {'1', '2'}) add(keeper, digit);
  add(stranger, '3');
  EXPECT_TRUE(confirms('1', 5));
  write([&](Transaction& tx) {
    return store::drop_pending_factors(tx, keeper, store::FactorType::totp);
  });
  EXPECT_EQ(factors_of(keeper).size(), 1U);
  EXPECT_EQ(factors_of(stranger).size(), 1U);
  EXPECT_EQ(ask<std::int64_t>([&](Transaction& tx) { return store::delete_factors(tx, keeper); }),
            1);
  EXPECT_TRUE(factors_of(keeper).empty());
}

TEST_P(FactorsTest, RecoveryCodesCountOnce) {
  store::RecoveryHashes hashes;
  for (std::size_t i = 0; i < hashes.size(); ++i) hashes.at(i) = std::to_string(i);
  write([&](Transaction& tx) { return store::replace_recovery_codes(tx, keeper, hashes); });
  auto const uses_code = [&](store::UserId user_id, std::string_view hash) {
    return ask<bool>([&](Transaction& tx) { return store::use_recovery_code(tx, user_id, hash); });
  };
  EXPECT_FALSE(uses_code(stranger, "3"));
  EXPECT_TRUE(uses_code(keeper, "3"));
  EXPECT_FALSE(uses_code(keeper, "3"));
  EXPECT_EQ(codes_of(keeper).size(), 9U);
  for (auto& hash : hashes) hash += "n";
  write([&](Transaction& tx) { return store::replace_recovery_codes(tx, keeper, hashes); });
  EXPECT_FALSE(uses_code(keeper, "4"));
  EXPECT_EQ(codes_of(keeper).size(), 10U);
  write([&](Transaction& tx) { return store::delete_recovery_codes(tx, keeper); });
  EXPECT_TRUE(codes_of(keeper).empty());
}

TEST_P(FactorsTest, TriesOfASessionAreCountedUntilOneIsRight) {
  store::PersonSession made{.user_id = keeper,
                            .session_id = store::SessionId::of(std::string(24, '7')),
                            .token_hash = "hash",
                            .state = store::SessionState::second_factor_required,
                            .created_at = morning,
                            .expires_at = morning + 12h,
                            .last_used_at = morning};
  auto const count = [&] {
    return ask<std::optional<std::int64_t>>(
        [&](Transaction& tx) { return store::count_second_step(tx, keeper, made.session_id); });
  };
  EXPECT_EQ(count(), std::nullopt) << "of no session";
  write([&](Transaction& tx) { return store::insert_session(tx, made); });
  for (std::int64_t i = 1; i <= 3; ++i) EXPECT_EQ(count(), i);
  made.state = store::SessionState::active;
  made.factor_at = morning + 5s;
  write([&](Transaction& tx) { return store::save_proof(tx, made); });
  EXPECT_EQ(session_of_keeper().value().state, store::SessionState::active);
  EXPECT_EQ(session_of_keeper().value().factor_at, morning + 5s);
  EXPECT_EQ(count(), 1);
  write([&](Transaction& tx) { return store::end_other_sessions(tx, keeper, store::SessionId()); });
  EXPECT_FALSE(session_of_keeper());
}

TEST_P(FactorsTest, ACounterThatClosesStaysClosedForItsTime) {
  std::vector<store::FailureCounter> const counters{
      {.counter = "second", .free = 2, .closed_for = 60min}};
  auto const wait = [&](store::Seconds at) {
    std::optional<store::Seconds> until;
    (void)loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
      until = co_await store::count_try(tx, counters, at);
      if (until) co_return atlas::fail(atlas::Code::rate_limited);
      co_return Done{};
    }));
    return until ? *until - at : 0s;
  };
  EXPECT_EQ(wait(morning), 0s);
  EXPECT_EQ(wait(morning + 20min), 0s) << "counted for longer than tries of passwords";
  EXPECT_EQ(wait(morning + 20min), 40min);
  write([&](Transaction& tx) { return store::drop_failures(tx, morning + 30min); });
  EXPECT_EQ(wait(morning + 59min), 1min);
  EXPECT_EQ(wait(morning + 60min), 0s);
  write([&](Transaction& tx) { return store::forgive_try(tx, counters); });
  for (int i = 0; i < 2; ++i) EXPECT_EQ(wait(morning + 61min), 0s);
  EXPECT_EQ(wait(morning + 61min), 60min);
}

}  // namespace
}  // namespace orgd
