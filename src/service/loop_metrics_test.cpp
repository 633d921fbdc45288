// What loops count, alone and while somebody reads.
#include "service/loop_metrics.hpp"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace orgd {
namespace {

using Answers = std::map<std::pair<std::size_t, int>, std::uint64_t>;

Answers answers_of(RequestMetrics const& metrics) {
  Answers answers;
  metrics.each([&](std::size_t operation, int status, std::uint64_t count) {
    answers[{operation, status}] += count;
  });
  return answers;
}

TEST(RequestMetrics, CountsByOperationAndStatus) {
  RequestMetrics metrics(2);
  EXPECT_TRUE(answers_of(metrics).empty());
  for (int const status : {200, 404, 200}) metrics.count(1, status, {});
  metrics.count(0, 401, {});
  EXPECT_EQ(answers_of(metrics), (Answers{{{0, 401}, 1}, {{1, 200}, 2}, {{1, 404}, 1}}));
}

TEST(RequestMetrics, HaveARoomForStatusesBeyondTheirPlaces) {
  RequestMetrics metrics(1);
  for (int status = 100; status < 200; ++status) metrics.count(0, status, {});
  auto const answers = answers_of(metrics);
  EXPECT_EQ(answers.size(), 32U);
  EXPECT_EQ(answers.at({0, 0}), 69U) << "31 have a place of their own";
}

TEST(RequestMetrics, SumDurationsOfSeveralLoops) {
  RequestMetrics one(1);
  RequestMetrics other(1);
  one.count(0, 200, std::chrono::microseconds(7));
  other.count(0, 200, std::chrono::hours(1));
  DurationTotals totals;
  one.add_durations(0, totals);
  other.add_durations(0, totals);
  EXPECT_EQ(totals.buckets.front(), 1U);
  EXPECT_EQ(totals.buckets.back(), 1U);
  EXPECT_EQ(totals.sum, std::chrono::microseconds(7) + std::chrono::hours(1));
}

TEST(Shards, AreReadWhileTheirThreadsCount) {
  constexpr std::uint64_t rounds = 100'000;
  constexpr int threads = 4;
  Shards<LoopMetrics> loops;
  auto const answered = [&loops] {
    return loops.sum([](LoopMetrics const& loop) {
      std::uint64_t total = 0;
      loop.requests.each([&](std::size_t, int status, std::uint64_t count) {
        EXPECT_EQ(status, 200) << "a count was seen before its status";
        total += count;
      });
      return total;
    });
  };
  {
    std::vector<std::jthread> running;
    for (int i = 0; i < threads; ++i)
      running.emplace_back([&loops] {
        LoopMetrics& mine = loops.add(std::size_t{1});
        for (std::uint64_t round = 0; round < rounds; ++round) mine.requests.count(0, 200, {});
      });
    for (std::uint64_t seen = 0, last = 0; seen < rounds * threads; last = seen) {
      seen = answered();
      ASSERT_GE(seen, last);
    }
  }
  EXPECT_EQ(answered(), rounds * threads) << "shards stay when their threads are gone";
}

}  // namespace
}  // namespace orgd
