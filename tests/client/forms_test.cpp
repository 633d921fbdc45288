// Every documented form of every documented method: what is sent, how it is asked for, what comes
// back. docs/sdk-coverage.md points here.
#include <gtest/gtest.h>

#include "atlas/testing/function_transport.hpp"
#include "documented_methods.hpp"

namespace client_test {
namespace {

using atlas::HttpRequest;
using atlas::HttpResponse;
using atlas::testing::FunctionTransport;

class Forms : public ::testing::TestWithParam<DocumentedMethod> {
 protected:
  Outcome call(atlas::CallOptions const& options = {}) {
    atlas::Configuration configuration{.host = "https://orgd.test"};
    configuration.retry.max_attempts = 1;
    configuration.transport = std::make_shared<FunctionTransport>(
        [this](HttpRequest const& request) -> FunctionTransport::Answer {
          sent_ = request;
          HttpResponse answer{.status = status_, .body = body_};
          answer.headers.add("Content-Type", "application/json");
          return answer;
        });
    return GetParam().call(configuration, options);
  }
  std::string field(std::string_view name) const { return std::string(sent_.headers.value(name)); }

  std::string const dated_ = "application/vnd.atlas.2023-01-01+json";
  int status_ = GetParam().info->success;
  // Most answers are objects, one is a list.
  std::string body_ = GetParam().name == "list_organization_invitations" ? "[]" : "{}";
  HttpRequest sent_;
};

TEST_P(Forms, PathParams) {
  call();
  EXPECT_EQ(sent_.method, name_of(GetParam().info->method));
  EXPECT_EQ(sent_.url.substr(0, sent_.url.find('?')), "https://orgd.test" + GetParam().target);
}

TEST_P(Forms, QueryParams) {
  call();
  for (auto const& pair : GetParam().query)
    EXPECT_TRUE(sent_.url.contains("?" + pair) || sent_.url.contains("&" + pair))
        << pair << " is not in " << sent_.url;
}

TEST_P(Forms, Body) {
  call();
  EXPECT_EQ(GetParam().body_members.empty(), sent_.body.empty());
  for (auto const& member : GetParam().body_members)
    EXPECT_TRUE(sent_.body.contains("\"" + member + "\":")) << member << ": " << sent_.body;
}

TEST_P(Forms, ContentType) {
  bool const has_body = !GetParam().body_members.empty();
  call();
  EXPECT_EQ(field("Content-Type"), has_body ? dated_ : "");
  call({.content_type = "application/json"});
  EXPECT_EQ(field("Content-Type"), has_body ? "application/json" : "");
}

TEST_P(Forms, AcceptContentTypes) {
  call();
  EXPECT_EQ(field("Accept"), dated_ + ", application/json");
  call({.accept = "application/json"});
  EXPECT_EQ(field("Accept"), "application/json");
}

TEST_P(Forms, Stream) {
  std::string streamed;
  auto const outcome = call({.sink = [&](std::string_view piece) {
    streamed += piece;
    return true;
  }});
  EXPECT_FALSE(outcome.error);
  EXPECT_EQ(streamed, body_);
  EXPECT_EQ(outcome.body, "");
}

TEST_P(Forms, Timeout) {
  using std::chrono::milliseconds;
  call();
  ASSERT_TRUE(sent_.timeout);
  EXPECT_LE(*sent_.timeout, milliseconds(60'000));
  EXPECT_GT(*sent_.timeout, milliseconds(1'000));
  call({.timeout = milliseconds(50'000), .connect_timeout = milliseconds(5)});
  ASSERT_TRUE(sent_.timeout);
  EXPECT_LE(*sent_.timeout, milliseconds(50'000));
  EXPECT_GT(*sent_.timeout, milliseconds(1'000));
  EXPECT_EQ(sent_.connect_timeout, milliseconds(5));
}

TEST_P(Forms, SkipDeserialization) {
  body_ = "no JSON at all";
  auto const outcome = call({.skip_deserialization = true});
  EXPECT_FALSE(outcome.error);
  EXPECT_EQ(outcome.status, GetParam().info->success);
  EXPECT_EQ(outcome.content_type, "application/json");
  EXPECT_EQ(outcome.body, body_);
}

TEST_P(Forms, Success) {
  auto const outcome = call();
  EXPECT_FALSE(outcome.error);
  EXPECT_EQ(outcome.status, GetParam().info->success);
  EXPECT_EQ(outcome.content_type, "application/json");
  EXPECT_EQ(outcome.body, body_);
  EXPECT_EQ(outcome.thrown, "");
}

TEST_P(Forms, Errors) {
  for (int const status : atlas::error_statuses(*GetParam().info)) {
    status_ = status;
    body_ = R"({"detail":"No.","error":)" + std::to_string(status) +
            R"(,"errorCode":"SOME_CODE","parameters":[],"reason":"Why"})";
    auto const outcome = call();
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.status, status);
    EXPECT_EQ(outcome.content_type, "application/json");
    EXPECT_EQ(outcome.body, body_);
    EXPECT_EQ(outcome.error->api.error, status);
    EXPECT_EQ(outcome.error->api.error_code, "SOME_CODE");
    EXPECT_EQ(outcome.error->api.reason, "Why");
    EXPECT_EQ(outcome.error->summary(), std::to_string(status) + " SOME_CODE: No.");
    EXPECT_EQ(outcome.error->operation, GetParam().info->id);
    EXPECT_EQ(outcome.thrown, outcome.error->message());
  }
}

INSTANTIATE_TEST_SUITE_P(Documented, Forms, ::testing::ValuesIn(documented_methods()),
                         [](auto const& method) { return method.param.name; });

}  // namespace
}  // namespace client_test
