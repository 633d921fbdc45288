// Service accounts: one token for all threads of a client, renewed in time, refused, given back.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

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
using atlas::testing::FunctionTransport;
using std::chrono::milliseconds;

Configuration with(FunctionTransport::Function function,
                   atlas::ServiceAccountCredentials credentials) {
  Configuration configuration{.host = "https://orgd.test", .credentials = std::move(credentials)};
  configuration.transport = std::make_shared<FunctionTransport>(std::move(function));
  return configuration;
}

// A service of tokens: what it minted, and which of them it still takes.
struct TokenService {
  std::mutex mutex;
  int fetched = 0;
  std::string valid;
  int lifetime = 3600;
  std::vector<int> failures{};  // statuses of its next answers that give no token
  std::vector<std::string> revoked{};

  FunctionTransport::Answer give_token() {
    if (!failures.empty()) {
      int const status = failures.front();
      failures.erase(failures.begin());
      return HttpResponse{.status = status};
    }
    valid = "t" + std::to_string(++fetched);
    return HttpResponse{.status = 200,
                        .body = R"({"access_token":")" + valid + R"(","expires_in":)" +
                                std::to_string(lifetime) + R"(,"token_type":"Bearer"})"};
  }
  FunctionTransport::Answer answer(HttpRequest const& request) {
    std::lock_guard const lock(mutex);
    if (request.url.contains("/api/oauth/")) {
      EXPECT_EQ(request.method, "POST");
      EXPECT_EQ(request.headers.value("Authorization"), "Basic aWQ6cyUyRmVjcmV0");
      EXPECT_EQ(request.headers.value("Content-Type"), "application/x-www-form-urlencoded");
    }
    if (request.url == "https://orgd.test/api/oauth/token") {
      EXPECT_EQ(request.body, "grant_type=client_credentials");
      return give_token();
    }
    if (request.url == "https://orgd.test/api/oauth/revoke") {
      revoked.push_back(request.body);
      valid.clear();
      return HttpResponse{.status = 200};
    }
    if (request.headers.value("Authorization") == "Bearer " + valid)
      return HttpResponse{.status = 200, .body = "{}"};
    HttpResponse refused{.status = 401};
    refused.headers.add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    return refused;
  }
  Configuration configuration() {
    auto configuration =
        with([this](HttpRequest const& request) { return answer(request); }, {"id", "s/ecret"});
    configuration.retry.first_delay = std::chrono::milliseconds(1);
    return configuration;
  }
};

TEST(ServiceAccount, SharesOneTokenBetweenThreads) {
  TokenService service;
  OrganizationsApi const api(service.configuration());
  std::vector<std::future<bool>> calls;
  for (int i = 0; i < 100; ++i)
    calls.push_back(api.background([&] { return api.get_organization(id).ok(); }));
  for (auto& call : calls) EXPECT_TRUE(call.get());
  EXPECT_EQ(service.fetched, 1);
}

TEST(ServiceAccount, RenewsATokenThatTheServerRefuses) {
  TokenService service;
  OrganizationsApi const api(service.configuration());
  EXPECT_TRUE(api.get_organization(id));
  {
    std::lock_guard const lock(service.mutex);
    service.valid = "revoked";
  }
  EXPECT_TRUE(api.get_organization(id));
  EXPECT_EQ(service.fetched, 2);
}

TEST(ServiceAccount, RenewsATokenThatHasRunOut) {
  TokenService service;
  service.lifetime = 1;
  OrganizationsApi const api(service.configuration());
  EXPECT_TRUE(api.get_organization(id));
  EXPECT_TRUE(api.get_organization(id));
  EXPECT_GE(service.fetched, 1);
}

TEST(ServiceAccount, SaysWhyThereIsNoToken) {
  OrganizationsApi const api(with(
      [](HttpRequest const&) -> FunctionTransport::Answer {
        return HttpResponse{.status = 401, .body = R"({"error":"invalid_client"})"};
      },
      {"id", "wrong"}));
  auto const response = api.get_organization(id);
  EXPECT_EQ(response.error().failure, Failure::credentials);
  EXPECT_EQ(response.error().summary(),
            "credentials: the token endpoint gave no token: 401 invalid_client");
}

TEST(ServiceAccount, AsksAgainForATokenThatMayComeLater) {
  TokenService service;
  service.failures = {503, 429};
  OrganizationsApi const api(service.configuration());
  EXPECT_TRUE(api.get_organization(id));
  EXPECT_EQ(service.fetched, 1);
}

TEST(ServiceAccount, AsksOnceForATokenThatIsRefused) {
  TokenService service;
  service.failures = {401, 401};
  OrganizationsApi const api(service.configuration());
  EXPECT_EQ(api.get_organization(id).error().failure, Failure::credentials);
  EXPECT_EQ(service.failures.size(), 1U);
}

TEST(ServiceAccount, RefusedTwiceGivesUp) {
  std::atomic<int> fetched = 0;
  OrganizationsApi const api(with(
      [&](HttpRequest const& request) -> FunctionTransport::Answer {
        if (request.url.ends_with("/api/oauth/token")) {
          ++fetched;
          return HttpResponse{.status = 200, .body = R"({"access_token":"t","expires_in":3600})"};
        }
        HttpResponse refused{.status = 401};
        refused.headers.add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        return refused;
      },
      {"id", "s/ecret"}));
  EXPECT_EQ(api.get_organization(id).error().status, 401);
  EXPECT_EQ(fetched, 2);
}

TEST(ServiceAccount, GivesItsTokenBack) {
  TokenService service;
  OrganizationsApi const api(service.configuration());
  EXPECT_TRUE(api.revoke_token());
  EXPECT_TRUE(service.revoked.empty());
  EXPECT_TRUE(api.get_organization(id));
  EXPECT_TRUE(api.revoke_token());
  EXPECT_EQ(service.revoked, std::vector<std::string>{"token=t1&token_type_hint=access_token"});
  EXPECT_TRUE(api.get_organization(id));
  EXPECT_EQ(service.fetched, 2);
}

TEST(ServiceAccount, SaysThatATokenWasNotTakenBack) {
  OrganizationsApi const api(with(
      [&](HttpRequest const& request) -> FunctionTransport::Answer {
        if (request.url.ends_with("/api/oauth/revoke")) return HttpResponse{.status = 503};
        return HttpResponse{.status = 200, .body = R"({"access_token":"t","expires_in":3600})"};
      },
      {"id", "s/ecret"}));
  EXPECT_TRUE(api.get_organization(id));
  auto const outcome = api.revoke_token();
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().failure, Failure::credentials);
  EXPECT_EQ(outcome.error().status, 503);
}

// Answers the first request for a token only when it is let.
struct SlowTokens {
  std::atomic<bool> asked = false;
  std::atomic<bool> answers = false;

  Configuration configuration() {
    return with(
        [this](HttpRequest const& request) -> FunctionTransport::Answer {
          if (request.url.ends_with("/api/oauth/token")) {
            asked = true;
            asked.notify_all();
            answers.wait(false);
          }
          return HttpResponse{.status = 200, .body = R"({"access_token":"t","expires_in":3600})"};
        },
        {"id", "s/ecret"});
  }
  void let() {
    answers = true;
    answers.notify_all();
  }
};

TEST(ServiceAccount, WaitsForAnothersTokenNoLongerThanItMay) {
  SlowTokens tokens;
  OrganizationsApi const api(tokens.configuration());
  auto first = api.background([&] { return api.get_organization(id).ok(); });
  tokens.asked.wait(false);
  auto const late = api.get_organization(id, {}, {.timeout = milliseconds(20)});
  std::stop_source stop;
  stop.request_stop();
  auto const stopped = api.get_organization(id, {}, {.stop = stop.get_token()});
  tokens.let();
  EXPECT_TRUE(first.get());
  EXPECT_EQ(late.error().failure, Failure::timeout);
  EXPECT_EQ(stopped.error().failure, Failure::cancelled);
}

}  // namespace
}  // namespace client_test
