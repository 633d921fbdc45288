// A world's time runs, stands and is moved; its randomness comes back.
#include "sandbox/clock.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "in_process_platform.hpp"
#include "security/client_credentials.hpp"
#include "security/nonce.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

class Clock : public ::testing::Test {
 protected:
  StandingPlatform machine_;
  WorldClock clock_{machine_, 7};
};

TEST_F(Clock, RunsWithTheMachine) {
  EXPECT_EQ(clock_.now(), machine_.now());
  machine_.advance(seconds(3));
  EXPECT_EQ(clock_.now(), StandingPlatform::start + seconds(3));
}

TEST_F(Clock, KeepsItsDistanceFromTheMachine) {
  clock_.advance(days(31));
  machine_.advance(seconds(3));
  EXPECT_EQ(clock_.now(), StandingPlatform::start + days(31) + seconds(3));
}

TEST_F(Clock, StandsWhereItWas) {
  machine_.advance(seconds(1));
  clock_.freeze();
  auto const steady = clock_.steady_now();
  machine_.advance(hours(1));
  EXPECT_EQ(clock_.now(), StandingPlatform::start + seconds(1));
  EXPECT_EQ(clock_.steady_now(), steady);
  clock_.advance(hours(2));
  EXPECT_EQ(clock_.now(), StandingPlatform::start + seconds(1) + hours(2));
  EXPECT_EQ(clock_.steady_now(), steady + hours(2));
}

TEST_F(Clock, RunsOnFromWhereItStood) {
  clock_.freeze();
  auto const steady = clock_.steady_now();
  machine_.advance(hours(1));
  clock_.run();
  EXPECT_EQ(clock_.now(), StandingPlatform::start);
  machine_.advance(seconds(5));
  EXPECT_EQ(clock_.now(), StandingPlatform::start + seconds(5));
  EXPECT_EQ(clock_.steady_now(), steady + seconds(5));
}

TEST_F(Clock, IsSetBackWhileSteadyTimeStays) {
  clock_.freeze();
  auto const steady = clock_.steady_now();
  clock_.set(StandingPlatform::start - days(400));
  EXPECT_EQ(clock_.now(), StandingPlatform::start - days(400));
  EXPECT_EQ(clock_.steady_now(), steady);
}

TEST_F(Clock, ComesBackWithoutTurningSteadyTimeBack) {
  clock_.freeze();
  auto const before = clock_.state();
  clock_.advance(days(2));
  auto const steady = clock_.steady_now();
  clock_.run();
  clock_.restore(before);
  EXPECT_EQ(clock_.mode(), WorldClock::Mode::frozen);
  EXPECT_EQ(clock_.now(), StandingPlatform::start);
  EXPECT_EQ(clock_.steady_now(), steady);
}

TEST_F(Clock, MakesTheSameSecretsAgain) {
  auto const before = clock_.state();
  auto const key = new_key_pair(clock_).private_key;
  auto const secret = new_client_secret(clock_);
  EXPECT_NE(new_client_secret(clock_), secret);
  clock_.restore(before);
  // In another order: each purpose counts for itself.
  EXPECT_EQ(new_client_secret(clock_), secret);
  EXPECT_EQ(new_key_pair(clock_).private_key, key);
}

TEST_F(Clock, MakesOtherSecretsOfAnotherNumber) {
  WorldClock other(machine_, 8);
  EXPECT_NE(new_client_secret(clock_), new_client_secret(other));
  EXPECT_NE(IdSource(clock_).next(IdKind::team), IdSource(other).next(IdKind::team));
}

TEST_F(Clock, MakesTheSameIdsAgainAndGoesOnWithoutRepeating) {
  IdSource first(clock_);
  auto const id = first.next(IdKind::project);
  auto const place = first.place();
  auto const next = first.next(IdKind::project);
  EXPECT_EQ(IdSource(clock_).next(IdKind::project), id);
  IdSource later(clock_);
  later.go_on_from(place);
  EXPECT_EQ(later.next(IdKind::project), next);
}

TEST_F(Clock, CountsTheIdsOfEachKindByThemselves) {
  clock_.freeze();
  IdSource quiet(clock_);
  IdSource busy(clock_);
  auto const first = quiet.next(IdKind::project);
  for (auto const kind : {IdKind::event, IdKind::team, IdKind::team})
    EXPECT_NE(busy.next(kind), first);
  EXPECT_EQ(busy.next(IdKind::project), first);
  auto const rest_of = [](std::string const& id) { return id.substr(8); };
  auto const second = quiet.next(IdKind::project);
  clock_.advance(seconds(5));
  EXPECT_EQ(rest_of(busy.next(IdKind::project)), rest_of(second)) << "the count goes on";
}

TEST_F(Clock, KeepsIdsInOrderWhereTheirCountBeginsAgain) {
  clock_.freeze();
  IdSource ids(clock_);
  auto place = ids.place();
  for (auto& count : place) count.next = 0xfffff;
  ids.go_on_from(place);
  auto const last = ids.next(IdKind::mail);
  auto const next = ids.next(IdKind::mail);
  EXPECT_EQ(next.size(), last.size());
  EXPECT_LT(last, next);
  EXPECT_LT(next, ids.next(IdKind::mail));
}

TEST_F(Clock, AgesNonces) {
  Vault const vault(Vault::parse(std::string(64, 'a')));
  NonceSource nonces(vault, clock_);
  auto const young = nonces.mint();
  EXPECT_TRUE(nonces.use(young, 1));
  clock_.advance(NonceSource::lifetime + seconds(1));
  EXPECT_FALSE(nonces.use(young, 2));
}

}  // namespace
}  // namespace orgd::sandbox
