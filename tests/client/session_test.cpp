// People who have signed in: their token goes to one server, and over no way that others can read.
#include <gtest/gtest.h>

#include "atlas/sessions_api.hpp"
#include "atlas/testing/function_transport.hpp"

namespace client_test {
namespace {

using atlas::Failure;
using atlas::HttpRequest;
using atlas::HttpResponse;
using atlas::testing::FunctionTransport;

struct Sent {
  std::vector<HttpRequest> requests{};
  int status = 200;
  std::string body = "{}";

  atlas::Configuration to(std::string host) {
    atlas::Configuration configuration{.host = std::move(host)};
    configuration.credentials = atlas::SessionCredentials{"dana@example.org", "t0ken"};
    configuration.transport = std::make_shared<FunctionTransport>(
        [this](HttpRequest const& request) -> FunctionTransport::Answer {
          requests.push_back(request);
          HttpResponse answer{.status = status, .body = body};
          if (status == 401) answer.headers.add("WWW-Authenticate", "Digest realm=\"R\"");
          return answer;
        });
    return configuration;
  }
};

TEST(SessionOfAPerson, ItsTokenGoesWithEveryCall) {
  Sent sent;
  atlas::SessionsApi const api(sent.to("https://orgd.test/api/atlas/v2/"));
  EXPECT_TRUE(api.get_me({}, {.skip_deserialization = true}));
  EXPECT_TRUE(api.delete_current_session());
  ASSERT_EQ(sent.requests.size(), 2U);
  for (auto const& request : sent.requests)
    EXPECT_EQ(request.headers.value("Authorization"), "Bearer t0ken");
  EXPECT_EQ(sent.requests.front().url, "https://orgd.test/orgd/v1/me");
}

TEST(SessionOfAPerson, ItsTokenGoesOverTlsOrInsideTheMachine) {
  for (auto const* host :
       {"http://orgd.test", "orgd.test", "http://10.0.0.1:8080", "http://127.evil.test",
        "http://localhost.evil.test", "http://localhost@evil.test", "http://127.0.0.1@evil.test:80",
        "http://evil.test/localhost", "http://[2001:db8::1]:8080"}) {
    Sent sent;
    auto const refused = atlas::SessionsApi(sent.to(host)).get_me();
    EXPECT_EQ(refused.error().failure, Failure::invalid) << host;
    EXPECT_TRUE(refused.error().detail.contains("without TLS")) << refused.error().detail;
    EXPECT_FALSE(refused.error().message().contains("t0ken"));
    EXPECT_TRUE(sent.requests.empty()) << host;
  }
  for (auto const* host : {"https://orgd.test", "HTTPS://orgd.test", "http://localhost:8080",
                           "http://LOCALHOST", "http://127.0.0.1:8080/", "127.0.0.2:8080",
                           "http://[::1]:8080", "http://[::ffff:127.0.0.1]"}) {
    Sent sent;
    EXPECT_TRUE(atlas::SessionsApi(sent.to(host)).delete_current_session()) << host;
    EXPECT_EQ(sent.requests.size(), 1U) << host;
  }
  Sent sent;
  auto unguarded = sent.to("http://orgd.test");
  unguarded.http.verify = false;
  EXPECT_TRUE(atlas::SessionsApi(unguarded).delete_current_session());
}

TEST(SessionOfAPerson, OneThatHasEndedIsAskedOnceAndNamed) {
  Sent sent{.status = 401, .body = R"({"error":401,"errorCode":"USER_UNAUTHORIZED"})"};
  auto const ended = atlas::SessionsApi(sent.to("https://orgd.test")).get_me();
  EXPECT_EQ(sent.requests.size(), 1U);
  EXPECT_EQ(ended.error().status, 401);
  EXPECT_EQ(ended.error().caller, "dana@example.org");
  EXPECT_TRUE(ended.error().advice().contains("sign in again")) << ended.error().advice();
}

TEST(SessionOfAPerson, AMissingSecondFactorIsAdvised) {
  Sent sent{.status = 403, .body = R"({"error":403,"errorCode":"MFA_REQUIRED"})"};
  auto const refused = atlas::SessionsApi(sent.to("https://orgd.test")).get_me();
  EXPECT_TRUE(refused.error().advice().contains("second factor")) << refused.error().advice();
}

TEST(SessionOfAPerson, TheLogHasNeitherPasswordNorToken) {
  Sent sent{.body = R"({"id":"1","token":"t0ken","state":"ACTIVE"})"};
  auto configuration = sent.to("https://orgd.test");
  std::string log;
  configuration.debug_log = [&](std::string_view line) { log.append(line).append("\n"); };
  atlas::SessionsApi const api(configuration);
  EXPECT_TRUE(api.create_session({.username = "dana@example.org", .password = "s3cret"}, {},
                                 {.skip_deserialization = true}));
  EXPECT_TRUE(api.change_password({.current_password = "s3cret", .new_password = "n3xt"}));
  EXPECT_TRUE(log.contains("dana@example.org"));
  for (auto const* secret : {"s3cret", "n3xt", "t0ken"}) EXPECT_FALSE(log.contains(secret)) << log;
}

}  // namespace
}  // namespace client_test
