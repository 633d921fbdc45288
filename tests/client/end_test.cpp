// What becomes of calls and background work when a client goes, and of what callbacks throw.
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>

#include "atlas/organizations_api.hpp"
#include "atlas/testing/function_transport.hpp"
#include "scripted_server.hpp"

namespace client_test {
namespace {

using atlas::Configuration;
using atlas::Failure;
using atlas::HttpRequest;
using atlas::HttpResponse;
using atlas::OrganizationsApi;
using atlas::TransportError;
using atlas::testing::FunctionTransport;
using Answer = atlas::Response<atlas::Organization>;

// A server that never answers; what stops its calls is their token alone.
Configuration silent(std::atomic<int>* asked = nullptr) {
  Configuration configuration;
  configuration.transport = std::make_shared<FunctionTransport>(
      [asked](HttpRequest const& request) -> FunctionTransport::Answer {
        if (asked) ++*asked;
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait(lock, request.stop, [] { return false; });
        return std::unexpected(TransportError{Failure::cancelled, "stopped"});
      });
  return configuration;
}

Configuration good() {
  Configuration configuration;
  configuration.transport = std::make_shared<FunctionTransport>(
      [](HttpRequest const&) { return HttpResponse{.status = 200, .body = R"({"name":"Acme"})"}; });
  return configuration;
}

TEST(EndOfAClient, CancelsWorkThatHoldsCopiesOfIt) {
  std::vector<std::future<Answer>> futures;
  {
    OrganizationsApi const api(silent());
    for (int i = 0; i < 40; ++i)
      futures.push_back(api.background([=] { return api.get_organization(id); }));
  }
  for (auto& future : futures) {
    ASSERT_EQ(future.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    auto const answer = future.get();
    EXPECT_EQ(answer.error().failure, Failure::cancelled);
    EXPECT_EQ(answer.error().detail, "the client or the process came to its end");
  }
}

TEST(EndOfAClient, CallsEveryCallback) {
  std::atomic<int> called = 0;
  {
    OrganizationsApi const api(silent());
    for (int i = 0; i < 40; ++i)
      api.background([=] { return api.get_organization(id); },
                     [&](Answer const& answer) {
                       called += answer.error().failure == Failure::cancelled ? 1 : 0;
                     });
  }
  EXPECT_EQ(called, 40);
}

TEST(EndOfAClient, ComesWithItsLastCopyAndNotBefore) {
  std::optional<OrganizationsApi> last;
  {
    OrganizationsApi const first(good());
    OrganizationsApi second = first;
    last.emplace(std::move(second));
    OrganizationsApi third = *last;
    third = first;
  }
  EXPECT_TRUE(last->get_organization(id));
  EXPECT_TRUE(last->background([&] { return last->get_organization(id); }).get());
}

// The list is a holder of its client, the work that made it is not.
TEST(EndOfAClient, ComesNotBeforeTheListThatItGave) {
  int items = 0;
  for (auto const& item : OrganizationsApi(good()).each_of_organizations()) items += item ? 1 : 0;
  EXPECT_EQ(items, 0);
  auto const list = OrganizationsApi(good()).background([] { return 7; });
  EXPECT_EQ(list.wait_for(std::chrono::seconds(0)), std::future_status::ready);
}

TEST(EndOfAClient, MayComeOnItsOwnThread) {
  for (int i = 0; i < 20; ++i) {
    auto const held = std::make_shared<std::optional<OrganizationsApi>>(good());
    std::promise<void> alone;
    auto future = (*held)->background([held, on = alone.get_future().share()] {
      on.wait();
      held->reset();
      return 1;
    });
    alone.set_value();
    EXPECT_EQ(future.get(), 1);
  }
}

TEST(EndOfAClient, StopsWorkThatMakesMoreWorkForEver) {
  std::atomic<int> times = 0;
  std::function<void(OrganizationsApi const&)> again = [&](OrganizationsApi const& api) {
    api.background([api] { return api.get_organization(id); },
                   [&, api](Answer const&) {
                     ++times;
                     again(api);
                   });
  };
  {
    again(OrganizationsApi(silent()));
  }
  EXPECT_GE(times, 1);
}

TEST(Background, WhatACallbackThrowsEndsNothingElse) {
  std::string log;
  std::promise<void> told;
  auto configuration = good();
  configuration.debug_log = [&](std::string_view line) {
    if (!line.starts_with("background")) return;
    log = line;
    told.set_value();
  };
  OrganizationsApi const api(configuration);
  api.background([&] { return api.get_organization(id); },
                 [](Answer const&) { throw std::runtime_error("no such column"); });
  told.get_future().wait();
  EXPECT_EQ(log, "background work let out: no such column");
  auto future = api.background([]() -> int { throw std::runtime_error("mine"); });
  EXPECT_THROW(future.get(), std::runtime_error);
  EXPECT_TRUE(api.background([&] { return api.get_organization(id); }).get());
}

TEST(Background, WhatASinkThrowsReachesTheCaller) {
  ScriptedServer const server([](Peer& peer) {
    while (!peer.receive().empty()) peer.send(answer(200, "{}"));
  });
  OrganizationsApi const api({.host = server.url()});
  atlas::CallOptions options;
  options.sink = [](std::string_view) -> bool { throw std::runtime_error("disk full"); };
  EXPECT_THROW(static_cast<void>(api.get_organization(id, {}, options)), std::runtime_error);
  EXPECT_TRUE(api.get_organization(id));
}

}  // namespace
}  // namespace client_test
