// What is not sent, not read, or not waited for: faults of the caller and appetites of the server.
#include <gtest/gtest.h>

#include "atlas/organizations_api.hpp"
#include "atlas/testing/function_transport.hpp"
#include "client/retry_after.hpp"
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
using std::chrono::seconds;

constexpr std::string_view smuggled = "k\r\nX-Injected: yes\r\n\r\nGET /smuggled HTTP/1.1";

class Refusal : public ::testing::Test {
 protected:
  Refusal() {
    configuration_.retry.first_delay = milliseconds(1);
    configuration_.transport = std::make_shared<FunctionTransport>([this](HttpRequest const& r) {
      sent_.push_back(r);
      return answers_.at(std::min(sent_.size(), answers_.size()) - 1);
    });
  }

  atlas::Error error_of(atlas::CallOptions const& options = {}) {
    auto const response = OrganizationsApi(configuration_).get_organization(id, {}, options);
    EXPECT_FALSE(response);
    return response ? atlas::Error{} : response.error();
  }

  void expect_refused(atlas::CallOptions const& options = {}) {
    auto const error = error_of(options);
    EXPECT_EQ(error.failure, Failure::invalid) << error.message();
    EXPECT_EQ(error.message().find_first_of("\r\n"), std::string::npos) << error.message();
    EXPECT_TRUE(sent_.empty());
  }

  Configuration configuration_;
  std::vector<FunctionTransport::Answer> answers_{HttpResponse{.status = 200, .body = "{}"}};
  std::vector<HttpRequest> sent_;
};

TEST_F(Refusal, NoLineEndReachesTheWire) {
  std::string const nul("a\0b", 3);
  for (auto const& text : {std::string(smuggled), std::string("a\nb"), std::string("a\rb"), nul}) {
    atlas::CallOptions header;
    header.headers.add("X-Team", text);
    atlas::CallOptions name;
    name.headers.add("X-" + text, "a");
    expect_refused(header);
    expect_refused(name);
    expect_refused({.accept = text});
    expect_refused({.idempotency_key = text});
    auto const renamed = OrganizationsApi(configuration_)
                             .rename_organization(id, {.name = "A"}, {}, {.content_type = text});
    EXPECT_EQ(renamed.error().failure, Failure::invalid);
    auto const before = configuration_;
    configuration_.headers.add("X-Team", text);
    expect_refused();
    configuration_ = before;
    configuration_.host = "http://orgd.test/" + text;
    expect_refused();
    configuration_ = before;
  }
  for (auto const* name : {"", "X Team", "X:Team", "X\tTeam", "\"X\""}) {
    atlas::CallOptions options;
    options.headers.add(name, "a");
    expect_refused(options);
  }
}

TEST_F(Refusal, AKeyWithALineEndIsNotSent) {
  HttpResponse challenge{.status = 401};
  challenge.headers.add("WWW-Authenticate", "Digest realm=\"R\", nonce=\"n\", qop=\"auth\"");
  answers_ = {challenge};
  configuration_.credentials = atlas::ApiKeyCredentials{"abc\r\nX-Injected: yes", "secret"};
  auto const error = error_of();
  EXPECT_EQ(error.failure, Failure::invalid);
  EXPECT_EQ(sent_.size(), 1U);
}

TEST_F(Refusal, ALongWaitIsToldAndNotWaitedFor) {
  HttpResponse busy{.status = 429};
  busy.headers.add("Retry-After", "3600");
  answers_ = {busy};
  configuration_.timeout.reset();
  auto const error = error_of();
  EXPECT_EQ(sent_.size(), 1U);
  EXPECT_EQ(error.retry_after, seconds(3600));
  EXPECT_TRUE(error.message().ends_with("The server asks to wait 3600 s.")) << error.message();
}

TEST_F(Refusal, ADateInRetryAfterIsWaitedFor) {
  HttpResponse busy{.status = 503};
  busy.headers.add("Date", "Sun, 06 Nov 1994 08:49:37 GMT");
  busy.headers.add("Retry-After", "Sun, 06 Nov 1994 09:49:37 GMT");
  answers_ = {busy};
  EXPECT_EQ(error_of().retry_after, seconds(3600));
  EXPECT_EQ(sent_.size(), 1U);
}

TEST(RetryAfter, IsReadInEveryForm) {
  auto const moment = atlas::detail::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->time_since_epoch(), seconds(784111777));
  for (auto const* same : {"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    EXPECT_EQ(atlas::detail::parse_http_date(same), moment) << same;
  for (auto const* none : {"", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Foo 1994 08:49:37 GMT"})
    EXPECT_FALSE(atlas::detail::parse_http_date(none)) << none;
  auto const asked = [&](std::string_view value) {
    atlas::Headers headers;
    headers.add("Retry-After", value);
    return atlas::detail::retry_after_of(headers, *moment);
  };
  EXPECT_EQ(asked("0"), seconds(0));
  EXPECT_EQ(asked("120"), seconds(120));
  EXPECT_EQ(asked("Sun, 06 Nov 1994 08:49:39 GMT"), seconds(2));
  EXPECT_EQ(asked("Sun, 06 Nov 1994 08:49:30 GMT"), seconds(0));
  EXPECT_EQ(asked("99999999999999999999999"), seconds(1'000'000'000));
  for (auto const* none : {"", "-1", "1.5", "soon"}) EXPECT_FALSE(asked(none)) << none;
}

TEST_F(Refusal, OnlyReadsAreRepeatedAfterWhatAProxyAnswers) {
  for (int const status : {408, 500, 502, 503, 504}) {
    sent_.clear();
    answers_ = {HttpResponse{.status = status}, HttpResponse{.status = 200, .body = "{}"}};
    OrganizationsApi const api(configuration_);
    EXPECT_TRUE(api.get_organization(id)) << status;
    EXPECT_EQ(sent_.size(), 2U);
    sent_.clear();
    EXPECT_EQ(api.delete_organization(id).error().status, status);
    EXPECT_EQ(sent_.size(), 1U);
  }
  for (int const status : {400, 401, 403, 404, 409, 501, 505}) {
    sent_.clear();
    answers_ = {HttpResponse{.status = status}};
    EXPECT_EQ(error_of().attempts, 1);
    EXPECT_EQ(sent_.size(), 1U);
  }
}

TEST_F(Refusal, AChallengeIsNoAttempt) {
  HttpResponse challenge{.status = 401};
  challenge.headers.add("WWW-Authenticate", "Digest realm=\"R\", nonce=\"n\", qop=\"auth\"");
  answers_ = {challenge, HttpResponse{.status = 503}};
  configuration_.credentials = atlas::ApiKeyCredentials{"abcdefgh", "secret"};
  configuration_.retry.max_attempts = 2;
  EXPECT_EQ(error_of().attempts, 2);
  EXPECT_EQ(sent_.size(), 3U);
}

TEST_F(Refusal, ABaseUrlMayHaveThePathOfTheApi) {
  for (auto const* host : {"http://orgd.test", "http://orgd.test/", "http://orgd.test/api/atlas/v2",
                           "http://orgd.test/api/atlas/v2/", "http://orgd.test//api/atlas/v2//"}) {
    sent_.clear();
    configuration_.host = host;
    EXPECT_TRUE(OrganizationsApi(configuration_).get_organization(id));
    EXPECT_EQ(sent_.at(0).url, "http://orgd.test/api/atlas/v2/orgs/" + id) << host;
  }
}

TEST_F(Refusal, ErrorsSayWhichCallOfWhatAndByWhom) {
  answers_ = {HttpResponse{.status = 401, .body = R"({"errorCode":"USER_UNAUTHORIZED"})"}};
  configuration_.credentials = atlas::ApiKeyCredentials{"wjbefnak", "secret"};
  auto const error = error_of();
  EXPECT_EQ(error.operation, "getOrganization");
  EXPECT_EQ(error.object, id);
  EXPECT_EQ(error.message(),
            "getOrganization " + id +
                ": 401 USER_UNAUTHORIZED. Has key wjbefnak a role in this organization that allows "
                "it? A new organization knows only the key that was created with it.");
  auto const other = OrganizationsApi(configuration_).get_organization_invitation(id, "a b");
  EXPECT_EQ(other.error().object, id + " a b");
}

}  // namespace
}  // namespace client_test
