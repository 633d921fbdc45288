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
  auto const first = [&gate] {
    gate.begun.count_down();
    gate.open.wait();
    return std::string("first");
  };
  waiting.push_back(offload.work(loop, first, {}));
  waiting.front().handle().resume();
  gate.begun.wait();
  static_assert(Offload::max_waiting >= 100);
  for (std::size_t i = 0; i < Offload::max_waiting; ++i) {
    waiting.push_back(offload.work(loop, [i] { return std::to_string(i); }, {}));
    waiting.back().handle().resume();
    EXPECT_FALSE(waiting.back().handle().promise().exception) << i;
  }
  auto one_too_many = offload.work(loop, [] { return std::string(); }, {});
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

TEST(Offload, TakesNoWorkOnceItHasStopped) {
  BlockingLoop loop;
  Offload offload;
  EXPECT_EQ(loop.run(offload.work(loop, [] { return std::string("done"); }, {})).value(), "done");
  offload.stop();
  auto late = offload.work(loop, [] { return std::string(); }, {});
  late.handle().resume();
  EXPECT_THROW((void)late.take(), Overload);
}

TEST(Offload, OneOrganizationHasItsShareAndPeopleGoBeforeIt) {
  Gate gate;
  BlockingLoop loop;
  Offload offload;
  std::vector<Task<std::string>> waiting;
  std::string order;  // of the thread's, until the last has ended
  auto const begin = [&](std::function<std::string()> what, Offload::Turn turn) {
    waiting.push_back(offload.work(loop, std::move(what), std::move(turn)));
    waiting.back().handle().resume();
    return !waiting.back().handle().promise().exception;
  };
  auto const of = [](char const* id) { return Offload::Turn::of_organization(id); };
  auto const noting = [&order](char name) {
    return [&order, name] {
      order += name;
      return std::string();
    };
  };
  auto const held = [&gate] {
    gate.begun.count_down();
    gate.open.wait();
    return std::string("first");
  };
  EXPECT_TRUE(begin(held, of("a")));
  gate.begun.wait();
  for (std::size_t i = 0; i < Offload::Turn::max_of_one; ++i)
    EXPECT_TRUE(begin(noting('a'), of("a"))) << i;
  EXPECT_FALSE(begin(noting('A'), of("a"))) << "beyond its share";
  EXPECT_THROW((void)waiting.back().take(), Overload);
  EXPECT_TRUE(begin(noting('p'), Offload::Turn()));
  EXPECT_TRUE(begin(noting('b'), of("b")));
  gate.open.count_down();
  auto const last = [&]() -> Task<std::string> {
    co_await end_of(waiting.back());
    co_return co_await waiting.back().take();
  };
  ASSERT_TRUE(loop.run(last()));
  EXPECT_EQ(order, "p" + std::string(Offload::Turn::max_of_one, 'a') + "b");
  // What is done waits no longer.
  EXPECT_TRUE(begin(noting('a'), of("a")));
  EXPECT_TRUE(loop.run(last()));
}

TEST(Offload, OneClientAddressHasItsShareAndKnownDevicesGoFirst) {
  Gate gate;
  BlockingLoop loop;
  Offload offload;
  std::vector<Task<std::string>> waiting;
  std::string order;
  auto const begin = [&](std::function<std::string()> what, Offload::Turn turn) {
    waiting.push_back(offload.work(loop, std::move(what), std::move(turn)));
    waiting.back().handle().resume();
    return !waiting.back().handle().promise().exception;
  };
  auto const noting = [&order](char name) {
    return [&order, name] {
      order += name;
      return std::string();
    };
  };
  auto const held = [&gate] {
    gate.begun.count_down();
    gate.open.wait();
    return std::string();
  };
  auto const client = [](std::string address, bool known) {
    return Offload::Turn::of_client(std::move(address), known);
  };
  EXPECT_TRUE(begin(held, {}));
  gate.begun.wait();
  for (std::size_t i = 0; i < Offload::Turn::max_of_client; ++i)
    EXPECT_TRUE(begin(noting('s'), client("192.0.2.1", false))) << i;
  EXPECT_FALSE(begin(noting('S'), client("192.0.2.1", false))) << "beyond its share";
  EXPECT_THROW((void)waiting.back().take(), Overload);
  EXPECT_FALSE(offload.takes(client("192.0.2.1", false)));
  EXPECT_TRUE(begin(noting('k'), client("192.0.2.2", true)));
  for (std::size_t i = Offload::Turn::max_of_client; i < Offload::max_strangers; ++i)
    EXPECT_TRUE(begin(noting('o'), client("2001:db8::" + std::to_string(i), false))) << i;
  EXPECT_FALSE(begin(noting('O'), client("192.0.2.3", false))) << "too many strangers";
  EXPECT_THROW((void)waiting.back().take(), Overload);
  // Neither strangers of many addresses nor those behind the same one shut out who is known.
  for (std::size_t i = Offload::max_strangers + 1; i < Offload::max_sign_ins; ++i)
    EXPECT_TRUE(begin(noting('k'), Offload::Turn::of_person(std::to_string(i)))) << i;
  EXPECT_FALSE(offload.takes(Offload::Turn::of_person("one more"))) << "too many sign in";
  EXPECT_TRUE(begin(noting('l'), Offload::Turn::of_organization("last")));
  gate.open.count_down();
  auto const last = [&]() -> Task<std::string> {
    co_await end_of(waiting.back());
    co_return co_await waiting.back().take();
  };
  ASSERT_TRUE(loop.run(last()));
  EXPECT_EQ(order.substr(0, 20), std::string(16, 'k') + "ssss");
  EXPECT_EQ(order.back(), 'l');
  EXPECT_TRUE(offload.takes(client("192.0.2.1", false)));
}

}  // namespace
}  // namespace orgd
