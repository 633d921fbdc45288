// Who may wait for a password's hash, and who is told to come back.
#include "service/offload.hpp"

#include <gtest/gtest.h>

#include <latch>

#include "async/blocking_loop.hpp"

namespace orgd {
namespace {

// Work that ends when the test lets it.
struct Gate {
  std::latch begun{1};
  std::latch open{1};
};

TEST(Offload, AHundredPeopleMayAcceptAtOnceAndTheQueueEnds) {
  Gate gate;
  BlockingLoop loop;
  Offload offload;
  std::vector<Task<std::string>> waiting;
  waiting.push_back(offload.work(loop, [&gate] {
    gate.begun.count_down();
    gate.open.wait();
    return std::string("first");
  }));
  waiting.front().handle().resume();
  gate.begun.wait();
  static_assert(Offload::max_waiting >= 100);
  for (std::size_t i = 0; i < Offload::max_waiting; ++i) {
    waiting.push_back(offload.work(loop, [i] { return std::to_string(i); }));
    waiting.back().handle().resume();
    EXPECT_FALSE(waiting.back().handle().promise().exception) << i;
  }
  auto one_too_many = offload.work(loop, [] { return std::string(); });
  one_too_many.handle().resume();
  EXPECT_THROW((void)one_too_many.take(), Overload);
  gate.open.count_down();
  // The thread works in order, so who waits for one more has waited for all.
  auto const last = [&]() -> Task<std::string> {
    co_await end_of(waiting.back());
    co_return co_await waiting.back().take();
  };
  EXPECT_EQ(loop.run(last()).value(), std::to_string(Offload::max_waiting - 1));
  EXPECT_EQ(waiting.front().take().value(), "first");
}

}  // namespace
}  // namespace orgd
