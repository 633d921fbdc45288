// What expires beside everything else: two servers that see the same, more of it than one page, and
// tokens that nobody replaces.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <latch>
#include <thread>

#include "async/blocking_loop.hpp"
#include "client_calls.hpp"
#include "in_process_service.hpp"

namespace contract {
namespace {

using conformance::World;
using conformance::clients::hour;
using conformance::clients::new_client;
using conformance::clients::new_token;

constexpr std::string_view expiring = "ORG_SERVICE_ACCOUNT_SECRETS_EXPIRING";

class Expiry : public ::testing::Test {
 protected:
  void keep_up() { service_.door().backstage().keep_up_with_expiry(); }
  std::ptrdiff_t times_told(World& world, std::string_view type) {
    return std::ranges::count(service_.door().backstage().event_types(world.id()), type);
  }
  std::int64_t tokens() {
    std::int64_t count = 0;
    orgd::BlockingLoop loop;
    auto const look = [&count](orgd::Transaction& tx) -> orgd::Task<orgd::Done> {
      auto const rows = co_await tx.query("SELECT count(*) FROM access_token");
      count = rows[0].integer(0);
      co_return orgd::Done{};
    };
    EXPECT_TRUE(loop.run(service_.database().connect(loop)->read(look)));
    return count;
  }

  conformance::FreshService service_;
  conformance::OrganizationSource source_{service_.door(), service_.key()};
};

TEST_F(Expiry, IsToldOnceByServersThatLookAtTheSameMoment) {
  World world(source_);
  for (int i = 1; i <= 20; ++i) {
    new_client(world);
    std::latch start(2);
    auto const look = [&] {
      start.arrive_and_wait();
      keep_up();
    };
    std::jthread other(look);
    look();
    other.join();
    ASSERT_EQ(times_told(world, expiring), i);
  }
}

TEST_F(Expiry, IsToldInEachOrganizationHoweverMany) {
  std::vector<std::unique_ptr<World>> worlds;
  for (int i = 0; i < 60; ++i) {
    worlds.push_back(std::make_unique<World>(source_));
    new_client(*worlds.back());
  }
  keep_up();
  for (auto const& world : worlds) ASSERT_EQ(times_told(*world, expiring), 1);
}

TEST_F(Expiry, ForgetsTokensADayAfterTheirEnd) {
  World world(source_);
  auto const idle = new_client(world, "ORG_OWNER", 48);
  auto const busy = new_client(world, "ORG_OWNER", 48);
  new_token(world, idle);
  new_token(world, idle);
  service_.advance_clock(25 * hour);
  keep_up();
  EXPECT_EQ(tokens(), 2);
  new_token(world, busy);
  service_.advance_clock(std::chrono::seconds(1));
  keep_up();
  EXPECT_EQ(tokens(), 1);
}

}  // namespace
}  // namespace contract
