// Who is in a group of writes, and how long a group waits for more.
#include "store/sqlite/write_queue.hpp"

#include <gtest/gtest.h>

#include <array>
#include <span>
#include <thread>

namespace orgd {
namespace {

using namespace std::chrono_literals;

constexpr auto for_ever = std::chrono::hours(1);

class WriteQueueTest : public ::testing::Test {
 protected:
  WriteQueue<int> queue_{3};
  std::array<int, 4> jobs_{};
  std::vector<int*> group_;
};

TEST_F(WriteQueueTest, GivesTheOldestAndNoMoreThanAsked) {
  for (auto& job : std::span(jobs_).first(3)) queue_.push(job);
  queue_.take(group_, {.most = 2, .expected = 3, .patience = for_ever});
  EXPECT_EQ(group_, (std::vector{&jobs_[0], &jobs_[1]}));
  queue_.take(group_, {.most = 2, .expected = 1, .patience = for_ever});
  EXPECT_EQ(group_, std::vector{&jobs_[2]});
}

TEST_F(WriteQueueTest, WaitsForAsManyAsAreExpected) {
  queue_.push(jobs_[0]);
  std::thread second([this] { queue_.push(jobs_[1]); });
  queue_.take(group_, {.most = 9, .expected = 2, .patience = for_ever});
  second.join();
  EXPECT_EQ(group_.size(), 2U);
}

TEST_F(WriteQueueTest, WaitsNoLongerThanItsPatience) {
  queue_.push(jobs_[0]);
  queue_.take(group_, {.most = 9, .expected = 2, .patience = 1ns});
  EXPECT_EQ(group_.size(), 1U);
  EXPECT_FALSE(queue_.comes_within(1ns)) << "it is empty";
  queue_.push(jobs_[1]);
  EXPECT_TRUE(queue_.comes_within(for_ever)) << "one is enough again";
}

TEST_F(WriteQueueTest, RefusesWhatIsTooMany) {
  for (auto& job : std::span(jobs_).first(3)) queue_.push(job);
  EXPECT_THROW(queue_.push(jobs_[3]), Overload);
  EXPECT_EQ(queue_.size(), 3U);
}

TEST_F(WriteQueueTest, AClosedOneGivesWhatWaitsAndThenNothing) {
  queue_.push(jobs_[0]);
  queue_.close();
  EXPECT_THROW(queue_.push(jobs_[1]), DatabaseError);
  queue_.take(group_, {.most = 9, .expected = 2, .patience = for_ever});
  EXPECT_EQ(group_.size(), 1U);
  queue_.take(group_, {.most = 9, .expected = 2, .patience = for_ever});
  EXPECT_TRUE(group_.empty());
}

}  // namespace
}  // namespace orgd
