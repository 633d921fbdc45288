// What the memory of nonces forgets when it is full, and that it takes nothing twice for that.
#include "security/used_counts.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

using Verdict = UsedCounts::Verdict;

class UsedCountsTest : public ::testing::Test {
 protected:
  UsedCountsTest() {
    flood(1);
    now_ += 2;
  }

  Verdict use(UsedCounts::Nonce const& nonce, std::uint32_t count) {
    return used_.use(nonce, count, now_);
  }
  UsedCounts::Nonce own() { return {.second = now_, .serial = serial_++, .own = true}; }
  UsedCounts::Nonce foreign(std::int64_t ahead) {
    return {.second = now_ + ahead, .serial = serial_++, .own = false};
  }
  // Nonces that are used once.
  void flood(int nonces) {
    for (int i = 0; i < nonces; ++i) EXPECT_EQ(use(own(), 1), Verdict::fresh);
  }

  UsedCounts used_;
  std::int64_t now_ = 1'000'000;
  std::uint64_t serial_ = 1;
};

TEST_F(UsedCountsTest, KeepCountingWhenTheYoungerGenerationIsFull) {
  auto const nonce = own();
  EXPECT_EQ(use(nonce, 2), Verdict::fresh);
  EXPECT_EQ(use(nonce, 1), Verdict::fresh);
  flood(20'000);
  EXPECT_EQ(use(nonce, 1), Verdict::replayed);
  EXPECT_EQ(use(nonce, 2), Verdict::replayed);
  EXPECT_EQ(use(nonce, 4), Verdict::fresh);
  EXPECT_EQ(use(nonce, 3), Verdict::fresh);
  for (std::uint32_t count = 1; count < 5; ++count)
    EXPECT_EQ(use(nonce, count), Verdict::replayed) << count;
}

TEST_F(UsedCountsTest, RefuseWhatTheyMayHaveForgotten) {
  auto const nonce = own();
  EXPECT_EQ(use(nonce, 1), Verdict::fresh);
  for (int i = 0; i < 4; ++i) {
    flood(20'000);
    now_ += 2;
    EXPECT_NE(use(nonce, 1), Verdict::fresh) << i;
  }
  EXPECT_EQ(use(nonce, 2), Verdict::forgotten);
  EXPECT_EQ(use(own(), 1), Verdict::fresh);
}

// A window costs more than a nonce, so there are fewer of them.
TEST_F(UsedCountsTest, TakeNothingTwiceWhenWindowsRunOut) {
  auto const nonce = own();
  EXPECT_EQ(use(nonce, 2), Verdict::fresh);
  EXPECT_EQ(use(nonce, 1), Verdict::fresh);
  for (int i = 0; i < 4; ++i) {
    for (int other = 0; other < 2100; ++other) {
      auto const flooding = own();
      EXPECT_EQ(use(flooding, 2), Verdict::fresh);
      EXPECT_EQ(use(flooding, 1), Verdict::fresh);
      EXPECT_EQ(use(flooding, 1), Verdict::replayed);
    }
    now_ += 2;
    EXPECT_NE(use(nonce, 1), Verdict::fresh) << i;
    EXPECT_NE(use(nonce, 2), Verdict::fresh) << i;
  }
  EXPECT_EQ(use(nonce, 3), Verdict::forgotten);
  EXPECT_EQ(use(own(), 1), Verdict::fresh);
}

// Of a process whose clock is ahead.
TEST_F(UsedCountsTest, TakeNoForeignNonceTwice) {
  auto const nonce = foreign(300);
  EXPECT_EQ(use(nonce, 1), Verdict::fresh);
  for (int i = 0; i < 14; ++i) {
    flood(6'000);
    now_ += 50;
    EXPECT_NE(use(nonce, 1), Verdict::fresh) << i;
  }
}

TEST_F(UsedCountsTest, AForeignClockAheadShutsNobodyOut) {
  EXPECT_EQ(use(foreign(300), 1), Verdict::fresh);
  for (int i = 0; i < 4; ++i) {
    flood(20'000);
    now_ += 2;
  }
  EXPECT_EQ(use(foreign(292), 1), Verdict::forgotten);
  EXPECT_EQ(use(own(), 1), Verdict::fresh);
  EXPECT_EQ(use(foreign(293), 1), Verdict::fresh);
}

}  // namespace
}  // namespace orgd
