// A world's time runs, stands and is moved.
#include "sandbox/clock.hpp"

#include <gtest/gtest.h>

#include "in_process_platform.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

class Clock : public ::testing::Test {
 protected:
  StandingPlatform machine_;
  WorldClock clock_{machine_};
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

TEST_F(Clock, StandsAtItsEndHoweverLongItRuns) {
  clock_.set(WorldClock::latest - seconds(1));
  machine_.advance(days(400));
  EXPECT_EQ(clock_.now(), WorldClock::latest);
  clock_.advance(seconds(0));
  EXPECT_EQ(clock_.now(), WorldClock::latest);
  machine_.advance(hours(1));
  clock_.freeze();
  EXPECT_EQ(clock_.now(), WorldClock::latest);
  clock_.run();
  EXPECT_EQ(clock_.now(), WorldClock::latest);
  clock_.advance(days(400));
  EXPECT_EQ(clock_.now(), WorldClock::latest);
}

TEST_F(Clock, IsTheSameWhenNoTimePasses) {
  for (int i = 0; i < 2; ++i) {
    auto const before = clock_.state();
    clock_.advance(seconds(0));
    EXPECT_EQ(clock_.state(), before);
    clock_.freeze();
  }
}

TEST_F(Clock, IsSetBackFromItsEnd) {
  clock_.set(WorldClock::latest);
  machine_.advance(days(400));
  clock_.set(StandingPlatform::start);
  EXPECT_EQ(clock_.now(), StandingPlatform::start);
  machine_.advance(seconds(1));
  EXPECT_EQ(clock_.now(), StandingPlatform::start + seconds(1));
}

TEST_F(Clock, ComesBackWithSteadyTimeThatBeginsAnew) {
  auto const steady = clock_.steady_now();
  clock_.freeze();
  auto const before = clock_.state();
  clock_.advance(days(2));
  clock_.run();
  clock_.restore(before);
  EXPECT_EQ(clock_.mode(), WorldClock::Mode::frozen);
  EXPECT_EQ(clock_.now(), StandingPlatform::start);
  EXPECT_EQ(clock_.steady_now(), steady) << "however often it goes back, it runs away nowhere";
}

}  // namespace
}  // namespace orgd::sandbox
