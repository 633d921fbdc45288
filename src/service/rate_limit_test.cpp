// Buckets: capacity, refill, and who shares one.
#include "service/rate_limit.hpp"

#include <gtest/gtest.h>

#include "atlas/operations.hpp"

namespace orgd {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RateLimit ten{"ten", RateLimit::Scope::organization, 10, 6};
constexpr RateLimiter::Instant noon{seconds(1'800'000'000)};

TEST(RateLimiter, RefusesBeyondTheCapacityAndSaysHowLong) {
  RateLimiter limiter;
  for (int left = 9; left >= 0; --left) {
    auto const outcome = limiter.take(ten, "a", noon);
    EXPECT_TRUE(outcome.allowed);
    EXPECT_EQ(outcome.remaining, left);
  }
  auto const refused = limiter.take(ten, "a", noon);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.retry_after_s, 10);  // six a minute are one in ten seconds
}

TEST(RateLimiter, KeepsItsWord) {
  RateLimiter limiter;
  for (int i = 0; i < 10; ++i) limiter.take(ten, "a", noon);
  EXPECT_FALSE(limiter.take(ten, "a", noon + milliseconds(9900)).allowed);
  EXPECT_TRUE(limiter.take(ten, "a", noon + seconds(10)).allowed);
  EXPECT_FALSE(limiter.take(ten, "a", noon + seconds(10)).allowed);
}

TEST(RateLimiter, FillsNoFurtherThanTheCapacity) {
  RateLimiter limiter;
  limiter.take(ten, "a", noon);
  EXPECT_EQ(limiter.take(ten, "a", noon + seconds(86400)).remaining, 9);
}

TEST(RateLimiter, AClockThatStepsBackGivesNothing) {
  RateLimiter limiter;
  for (int i = 0; i < 10; ++i) limiter.take(ten, "a", noon);
  EXPECT_FALSE(limiter.take(ten, "a", noon - seconds(3600)).allowed);
}

TEST(RateLimiter, KeepsScopesAndSetsApart) {
  RateLimiter limiter;
  constexpr RateLimit other{"other", RateLimit::Scope::organization, 10, 6};
  for (int i = 0; i < 10; ++i) limiter.take(ten, "a", noon);
  EXPECT_FALSE(limiter.take(ten, "a", noon).allowed);
  EXPECT_TRUE(limiter.take(ten, "b", noon).allowed);
  EXPECT_TRUE(limiter.take(other, "a", noon).allowed);
  EXPECT_EQ(limiter.refused(), (std::map<std::string_view, std::uint64_t>{{"ten", 1}}));
  EXPECT_EQ(limiter.buckets(), 3U);
}

TEST(RateLimiter, ForgetsTheBucketsThatAreFullAgain) {
  RateLimiter limiter;
  for (int i = 0; i < 100; ++i) limiter.take(ten, std::to_string(i), noon);
  EXPECT_EQ(limiter.buckets(), 100U);
  for (int i = 0; i < 60; ++i) limiter.take(ten, "a", noon + seconds(10 * (i + 1)));
  EXPECT_EQ(limiter.buckets(), 1U);
}

TEST(RateLimiter, AFloodOfOthersFillsNoEmptyBucket) {
  RateLimiter limiter(100);
  for (int i = 0; i < 10; ++i) limiter.take(ten, "a", noon);
  for (int i = 0; i < 10'000; ++i) limiter.take(ten, "made up " + std::to_string(i), noon);
  EXPECT_EQ(limiter.buckets(), 100U);
  EXPECT_FALSE(limiter.take(ten, "a", noon).allowed);
}

struct LimitCase {
  atlas::OperationInfo const& info;
  std::string_view set;
};

TEST(RateLimits, GoWithTheParentOfAnOperation) {
  LimitCase const cases[] = {
      {atlas::ops::create_organization.info, "orgs"},
      {atlas::ops::get_organization.info, "org"},
      {atlas::ops::get_organization_settings.info, "org settings"},
      {atlas::ops::add_team_user.info, "org teams"},
      {atlas::ops::remove_org_user.info, "org users"},
      {atlas::ops::create_project.info, "groups"},
      {atlas::ops::delete_project.info, "group"},
      {atlas::ops::list_organization_events.info, "org events"},
      {atlas::ops::get_project_event.info, "group events"},
      {atlas::ops::list_event_types.info, "orgs"},
      {atlas::ops::get_user.info, "users"},
  };
  for (auto const& [info, set] : cases) EXPECT_EQ(rate_limit_of(info).set, set) << info.id;
}

}  // namespace
}  // namespace orgd
