// Coroutines: values and errors through frames, exceptions, and resumption through a loop.
#include "async/task.hpp"
#include "async/blocking_loop.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace orgd {
namespace {

Task<int> value(int number) { co_return number; }
Task<int> failing() { co_return fail(Code::org_not_found); }
Task<int> throwing() {
  throw std::runtime_error("lost");
  co_return 0;
}

// Counts itself while it lives, to show that frames are destroyed once.
class Counted {
 public:
  explicit Counted(int& count) : count_(count) { ++count_; }
  Counted(Counted const&) = delete;
  Counted& operator=(Counted const&) = delete;
  ~Counted() { --count_; }

 private:
  int& count_;
};

class TaskTest : public ::testing::Test {
 protected:
  BlockingLoop loop_;
};

TEST_F(TaskTest, PassesValuesOn) {
  auto const sum = []() -> Task<int> {
    int const first = co_await value(1);
    int const second = co_await value(2);
    co_return first + second;
  };
  EXPECT_EQ(loop_.run(sum()).value(), 3);
}

TEST_F(TaskTest, AnErrorEndsEveryAwaitingTask) {
  int alive = 0;
  bool went_on = false;
  auto const inner = [&]() -> Task<int> {
    Counted const counted(alive);
    int const number = co_await failing();
    went_on = true;
    co_return number;
  };
  auto const outer = [&]() -> Task<int> {
    Counted const counted(alive);
    int const number = co_await inner();
    went_on = true;
    co_return number;
  };
  auto const result = loop_.run(outer());
  ASSERT_FALSE(result);
  EXPECT_TRUE(result.error().is(Code::org_not_found));
  EXPECT_FALSE(went_on);
  EXPECT_EQ(alive, 0);
}

TEST_F(TaskTest, AnErrorCanBeLookedAt) {
  auto const outer = []() -> Task<int> {
    auto const result = co_await as_result(failing());
    co_return result ? 1 : 2;
  };
  EXPECT_EQ(loop_.run(outer()).value(), 2);
}

TEST_F(TaskTest, ResultsAreAwaitedLikeTasks) {
  bool went_on = false;
  auto const outer = [&](Result<int> given) -> Task<int> {
    int const number = co_await std::move(given);
    went_on = true;
    co_return number + 1;
  };
  EXPECT_EQ(loop_.run(outer(1)).value(), 2);
  went_on = false;
  EXPECT_TRUE(loop_.run(outer(fail(Code::group_not_found))).error().is(Code::group_not_found));
  EXPECT_FALSE(went_on);
}

TEST_F(TaskTest, ExceptionsClimb) {
  int alive = 0;
  auto const outer = [&]() -> Task<int> {
    Counted const counted(alive);
    int const number = co_await throwing();
    co_return number;
  };
  EXPECT_THROW(static_cast<void>(loop_.run(outer())), std::runtime_error);
  EXPECT_EQ(alive, 0);
}

TEST_F(TaskTest, ADroppedTaskNeverRuns) {
  bool ran = false;
  {
    auto const never = [&]() -> Task<int> {
      ran = true;
      co_return 1;
    };
    auto const task = never();
  }
  EXPECT_FALSE(ran);
}

// Suspends until another thread posts it back to the loop.
struct Elsewhere {
  Loop& loop;
  std::thread& thread;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const {
    thread = std::thread([this, waiting] { loop.post([waiting] { waiting.resume(); }); });
  }
  std::thread::id await_resume() const { return std::this_thread::get_id(); }
};

TEST_F(TaskTest, GoesOnOnItsLoop) {
  std::thread thread;
  auto const outer = [&]() -> Task<bool> {
    auto const resumed_on = co_await Elsewhere{loop_, thread};
    co_return resumed_on == std::this_thread::get_id();
  };
  EXPECT_TRUE(loop_.run(outer()).value());
  thread.join();
}

TEST_F(TaskTest, MovesWhatCannotBeCopied) {
  auto const make = []() -> Task<std::unique_ptr<std::string>> {
    co_return std::make_unique<std::string>("moved");
  };
  auto const outer = [&]() -> Task<std::string> {
    auto const text = co_await make();
    co_return *text;
  };
  EXPECT_EQ(loop_.run(outer()).value(), "moved");
}

TEST_F(TaskTest, BothStartBeforeEitherIsWaitedFor) {
  std::string order;
  auto const part = [&](char name, Result<int> outcome) -> Task<int> {
    order += name;
    std::thread thread;
    co_await Elsewhere{loop_, thread};
    thread.join();
    order += static_cast<char>(name + 1);
    co_return outcome;
  };
  auto const sum = [&](Result<int> first, Result<int> second) -> Task<int> {
    auto const [a, b] = co_await both(part('a', first), part('x', second));
    co_return a + b;
  };
  EXPECT_EQ(loop_.run(sum(1, 2)).value(), 3);
  EXPECT_EQ(order.substr(0, 2), "ax");
  EXPECT_EQ(order.size(), 4U);
  order.clear();
  EXPECT_TRUE(loop_.run(sum(fail(Code::team_not_found), 2)).error().is(Code::team_not_found));
  EXPECT_EQ(order.size(), 4U) << "an error waits for the other";
  EXPECT_TRUE(loop_.run(sum(1, fail(Code::org_not_found))).error().is(Code::org_not_found));
}

TEST_F(TaskTest, AnExceptionOfOneWaitsForTheOther) {
  int alive = 0;
  struct Alive {
    int& count;
    explicit Alive(int& counter) : count(counter) { ++count; }
    Alive(Alive const&) = delete;
    Alive& operator=(Alive const&) = delete;
    ~Alive() { --count; }
  };
  auto const throwing = []() -> Task<int> {
    throw std::out_of_range("a bug");
    co_return 1;
  };
  auto const waiting = [&]() -> Task<int> {
    Alive const here(alive);
    std::thread thread;
    co_await Elsewhere{loop_, thread};
    thread.join();
    co_return 2;
  };
  auto const outer = [&]() -> Task<Done> {
    co_await both(throwing(), waiting());
    co_return Done{};
  };
  EXPECT_THROW((void)loop_.run(outer()), std::out_of_range);
  EXPECT_EQ(alive, 0);
}

// Who goes on is told to the awaiter itself, so that whoever else knows it can resume it.
TEST(Task, AwaitsWhatHasANameAndNoCopyOfIt) {
  struct Known {
    std::coroutine_handle<> waiter{};
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) noexcept { waiter = handle; }
    int await_resume() const noexcept { return 7; }
  };
  Known known;
  auto const waiting = [](Known& named) -> Task<int> { co_return co_await named; };
  auto task = waiting(known);
  task.handle().resume();
  ASSERT_TRUE(known.waiter);
  known.waiter.resume();
  EXPECT_EQ(task.take().value(), 7);
}

TEST(BlockingLoop, RunsWhatWasPostedAtTheTurnsEnd) {
  BlockingLoop loop;
  int ran = 0;
  auto const task = [&]() -> Task<int> {
    loop.at_turn_end([&] { ++ran; });
    co_return ran;
  };
  EXPECT_EQ(loop.run(task()).value(), 0);
  EXPECT_EQ(ran, 1);
}

}  // namespace
}  // namespace orgd
