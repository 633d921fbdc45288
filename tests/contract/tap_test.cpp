// A tap on the requests of a service: what it sees, when, and what its word does.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "client_calls.hpp"
#include "interrupted.hpp"
#include "service/tap.hpp"

namespace contract {
namespace {

using orgd::Done;
using orgd::Exchange;
using orgd::Task;

// What one call of the tap saw.
struct Seen {
  std::string method{};
  std::string operation{};  ///< "" outside the table
  bool known = false;       ///< there is a caller
  bool challenge = false;
  int status = 0;
  std::string body{};  ///< of the response
  bool operator==(Seen const&) const = default;
};

Seen seen(Exchange const& exchange) {
  return {.method = exchange.request.method,
          .operation = exchange.endpoint ? std::string(exchange.endpoint->info->id) : "",
          .known = exchange.caller != nullptr,
          .challenge = exchange.challenge,
          .status = exchange.response.status,
          .body = exchange.response.body};
}

class Tapped : public Interrupted {
 protected:
  Tapped() { service_.use_tap(&tap_); }
  void TearDown() override { service_.use_tap(nullptr); }

  Answer send(RequestSpec const& request) { return service_.door().send(request); }
  RequestSpec rename() const { return world_.request("PATCH", world_.org(), R"({"name":"New"})"); }
  RequestSpec read() const { return world_.request("GET", world_.org()); }
  /// The organization as it is, which the tap does not see.
  std::string stored() {
    service_.use_tap(nullptr);
    std::string body = send(read()).body;
    service_.use_tap(&tap_);
    return body;
  }
  bool renamed() { return stored().find(R"("name":"New")") != std::string::npos; }

  std::vector<Seen> before_;
  std::vector<Seen> after_;
  std::function<orgd::Result<bool>(Exchange&)> answer_{};  ///< what `before` does
  std::function<orgd::Result<Done>(Exchange&)> change_{};  ///< what `after` does

 private:
  Task<bool> before(Exchange& exchange) {
    before_.push_back(seen(exchange));
    if (!answer_) co_return false;
    co_return answer_(exchange);
  }
  Task<Done> after(Exchange& exchange) {
    after_.push_back(seen(exchange));
    if (!change_) co_return Done{};
    co_return change_(exchange);
  }

  orgd::Tap tap_{.before = [this](Exchange& exchange) { return before(exchange); },
                 .after = [this](Exchange& exchange) { return after(exchange); }};
};

orgd::Result<bool> say_so(Exchange& exchange) {
  exchange.response.status = 418;
  exchange.response.body = "as the tap says";
  return true;
}

TEST_F(Tapped, ARequestIsSeenOnItsWayAndWithItsAnswer) {
  for (auto const& request : {read(), rename()}) {
    before_.clear();
    after_.clear();
    Answer const answer = send(request);
    EXPECT_EQ(answer.status, 200) << conformance::describe(answer);
    ASSERT_EQ(before_.size(), 1U);
    EXPECT_EQ(before_[0].method, request.method);
    EXPECT_NE(before_[0].operation, "");
    EXPECT_TRUE(before_[0].known);
    EXPECT_FALSE(before_[0].challenge);
    EXPECT_EQ(before_[0].body, "");
    ASSERT_EQ(after_.size(), 1U);
    EXPECT_EQ(after_[0].operation, before_[0].operation);
    EXPECT_EQ(after_[0].status, 200);
    EXPECT_EQ(after_[0].body, answer.body);
  }
}

TEST_F(Tapped, BeforeCanAnswerInsteadOfAWrite) {
  answer_ = say_so;
  Answer const answer = send(rename());
  EXPECT_EQ(answer.status, 418);
  EXPECT_EQ(answer.body, "as the tap says");
  EXPECT_FALSE(renamed());
  ASSERT_EQ(after_.size(), 1U);
  EXPECT_EQ(after_[0].status, 418);
}

TEST_F(Tapped, BeforeCanAnswerInsteadOfARead) {
  answer_ = say_so;
  EXPECT_EQ(send(read()).body, "as the tap says");
  EXPECT_EQ(before_.size(), 1U);
}

TEST_F(Tapped, WhatBeforeWritesWithoutAnsweringIsDropped) {
  std::string const name = stored();
  answer_ = [](Exchange& exchange) -> orgd::Result<bool> {
    exchange.response.add_field("X-Left", "behind");
    (void)say_so(exchange);
    return false;
  };
  Answer const answer = send(read());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, name);
  EXPECT_EQ(answer.header("X-Left"), "");
  EXPECT_EQ(send(rename()).header("X-Left"), "");
  EXPECT_TRUE(renamed());
}

TEST_F(Tapped, AfterCanChangeTheAnswerToWhatIsDone) {
  change_ = [](Exchange& exchange) -> orgd::Result<Done> {
    exchange.response.clear();
    (void)say_so(exchange);
    return Done{};
  };
  Answer const answer = send(rename());
  EXPECT_EQ(answer.status, 418);
  EXPECT_EQ(answer.body, "as the tap says");
  EXPECT_TRUE(renamed());
}

TEST_F(Tapped, AChallengeIsSeenWithoutACaller) {
  Seen const challenge{.method = "GET", .challenge = true, .status = 200};
  Answer const answer = send(read().by_nobody());
  EXPECT_EQ(answer.status, 401);
  EXPECT_TRUE(answer.header("WWW-Authenticate").starts_with("Digest"));
  EXPECT_EQ(before_, std::vector{challenge});
  ASSERT_EQ(after_.size(), 1U);
  EXPECT_EQ(after_[0].status, 401);
  EXPECT_TRUE(after_[0].challenge);
  EXPECT_FALSE(after_[0].known);
  before_.clear();
  EXPECT_EQ(send(read().by_nobody().with("Authorization", "Bearer nonsense")).status, 401);
  EXPECT_EQ(before_, std::vector{challenge});
  answer_ = say_so;
  Answer const instead = send(read().by_nobody());
  EXPECT_EQ(instead.status, 418);
  EXPECT_EQ(instead.header("WWW-Authenticate"), "");
}

TEST_F(Tapped, AWrongKeyIsSeenAsAChallenge) {
  Answer const answer = send(read().by({world_.key().public_key, "wrong"}));
  EXPECT_EQ(answer.status, 401);
  ASSERT_EQ(before_.size(), 1U);
  EXPECT_TRUE(before_[0].challenge);
  EXPECT_FALSE(before_[0].known);
}

TEST_F(Tapped, RefusalsOnTheWayAreSeenWhenTheyAreThere) {
  EXPECT_EQ(send(world_.request("GET", "/nothing")).status, 404);
  EXPECT_EQ(send(world_.request("PUT", world_.org())).status, 405);
  EXPECT_TRUE(before_.empty());
  ASSERT_EQ(after_.size(), 2U);
  EXPECT_EQ(after_[0].status, 404);
  EXPECT_EQ(after_[1].status, 405);
  // What the operation itself refuses comes after.
  EXPECT_EQ(send(world_.request("PATCH", world_.org(), "{")).status, 400);
  EXPECT_EQ(before_.size(), 1U);
  EXPECT_EQ(after_.size(), 3U);
}

TEST_F(Tapped, AWriteThatIsRunAgainIsSeenOnce) {
  bool conflicted = false;
  database_->conflict_once([&] { conflicted = true; });
  EXPECT_EQ(send(rename()).status, 200);
  EXPECT_TRUE(conflicted);
  EXPECT_EQ(before_.size(), 1U);
  EXPECT_EQ(after_.size(), 1U);
  EXPECT_TRUE(renamed());
}

// While the tap makes a request wait, the world goes on.
TEST_F(Tapped, AReadIsJudgedAgainAfterwards) {
  auto const key = world_.new_key("ORG_OWNER");
  before_.clear();
  answer_ = [&](Exchange& exchange) -> orgd::Result<bool> {
    if (exchange.request.method != "GET") return false;
    Answer const done =
        other_door_->send(world_.request("DELETE", world_.org("/apiKeys/" + key.id)));
    EXPECT_LT(done.status, 300) << conformance::describe(done);
    return false;
  };
  Answer const answer = send(read().by(key.pair));
  EXPECT_EQ(answer.status, 401) << conformance::describe(answer);
  auto const gets = std::ranges::count(before_, "GET", &Seen::method);
  EXPECT_EQ(gets, 1);
}

TEST_F(Tapped, ARequestByALinkIsSeenBeforeItsTokenIs) {
  auto const id = world_.invite(world_.person("tapped")).find("id")->text;
  auto const request = world_.link_request(world_.link_of(id, "reject"));
  before_.clear();
  EXPECT_LT(send(request).status, 300);
  ASSERT_EQ(before_.size(), 1U);
  EXPECT_NE(before_[0].operation, "");
  EXPECT_FALSE(before_[0].known);
  EXPECT_FALSE(before_[0].challenge);
}

TEST_F(Tapped, AsksBeforeATokenIsIssuedOnceItsClientIsKnown) {
  auto const client = conformance::clients::new_client(world_);
  auto const request = conformance::clients::token_request(client);
  before_.clear();
  conformance::clients::Client stranger = client;
  stranger.secret += "x";
  EXPECT_EQ(send(conformance::clients::token_request(stranger)).status, 401);
  EXPECT_TRUE(before_.empty());
  answer_ = [&client](Exchange& exchange) -> orgd::Result<bool> {
    EXPECT_EQ(exchange.caller->identity.name, client.id);
    EXPECT_TRUE(exchange.response.body.empty());
    exchange.response.status = 503;
    return true;
  };
  Answer const refused = send(request);
  EXPECT_EQ(refused.status, 503) << "and the body has no token";
  EXPECT_EQ(refused.body, "");
  ASSERT_EQ(before_.size(), 1U);
  EXPECT_TRUE(before_[0].known);
  answer_ = nullptr;
  EXPECT_EQ(send(request).status, 200);
}

TEST_F(Tapped, FailuresAreAnswers) {
  answer_ = [](Exchange&) -> orgd::Result<bool> {
    return orgd::fail(orgd::Code::service_unavailable);
  };
  Answer const refused = send(rename());
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(code_of(refused), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(send(read().by_nobody()).status, 503);
  answer_ = [](Exchange&) -> orgd::Result<bool> { throw std::runtime_error("as the test wants"); };
  EXPECT_EQ(send(rename()).status, 500);
  EXPECT_FALSE(renamed());
  answer_ = nullptr;
  change_ = [](Exchange&) -> orgd::Result<Done> {
    return orgd::fail(orgd::Code::service_unavailable);
  };
  EXPECT_EQ(send(rename()).status, 503);
  EXPECT_TRUE(renamed());
}

}  // namespace
}  // namespace contract
