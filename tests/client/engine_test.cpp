// One call's life against a transport that is a function: retries, decoding, options, hooks.
#include <gtest/gtest.h>

#include "atlas/exception.hpp"
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
using std::chrono::milliseconds;

HttpResponse json(int status, std::string body) {
  HttpResponse response{.status = status, .body = std::move(body)};
  response.headers.add("Content-Type", "application/json;charset=utf-8");
  return response;
}

class EngineTest : public ::testing::Test {
 protected:
  // A client whose every request is kept in `sent_` and answered by the next of `answers_`, the
  // last one for ever.
  OrganizationsApi api() {
    Configuration configuration = configuration_;
    configuration.transport = std::make_shared<FunctionTransport>([this](HttpRequest const& r) {
      sent_.push_back(r);
      return answers_.at(std::min(sent_.size(), answers_.size()) - 1);
    });
    return OrganizationsApi{configuration};  // NOLINT(modernize-return-braced-init-list)
  }

  EngineTest() { configuration_.retry.first_delay = milliseconds(1); }

  Configuration configuration_;
  std::vector<FunctionTransport::Answer> answers_{json(200, R"({"name":"Acme"})")};
  std::vector<HttpRequest> sent_;
};

TEST_F(EngineTest, SendsWhatTheRowSays) {
  EXPECT_TRUE(api().update_organization_invitation_by_id(
      id, std::string(24, 'b'), {.roles = {atlas::OrgRole::org_owner}}, {.pretty = true}));
  HttpRequest const& request = sent_.at(0);
  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.url, "https://cloud.mongodb.com/api/atlas/v2/orgs/" + id + "/invites/" +
                             std::string(24, 'b') + "?pretty=true");
  EXPECT_EQ(request.body, R"({"roles":["ORG_OWNER"]})");
  EXPECT_EQ(request.headers.value("Accept"),
            "application/vnd.atlas.2023-01-01+json, application/json");
  EXPECT_EQ(request.headers.value("Content-Type"), "application/vnd.atlas.2023-01-01+json");
}

TEST_F(EngineTest, OptionsOfACallReplaceDefaults) {
  configuration_.headers.add("X-Team", "a");
  atlas::CallOptions options{.content_type = "application/json", .accept = "application/json"};
  options.headers.add("X-Team", "b");
  options.idempotency_key = "k1";
  EXPECT_TRUE(api().rename_organization(id, {.name = "A"}, {}, options));
  auto const& headers = sent_.at(0).headers;
  EXPECT_EQ(headers.value("Accept"), "application/json");
  EXPECT_EQ(headers.value("Content-Type"), "application/json");
  EXPECT_EQ(headers.value("X-Team"), "b");
  EXPECT_EQ(headers.value("Idempotency-Key"), "k1");
}

TEST_F(EngineTest, ReadsErrors) {
  answers_ = {json(409, R"({"detail":"Taken.","error":409,"errorCode":"GROUP_ALREADY_EXISTS",)"
                        R"("parameters":["A",2],"reason":"Conflict"})")};
  auto const response = api().get_organization(id);
  ASSERT_FALSE(response);
  EXPECT_TRUE(response.error().is(atlas::Code::group_already_exists));
  EXPECT_EQ(response.error().api.parameters.size(), 2U);
  EXPECT_EQ(response.error().reason, "Conflict");
  EXPECT_EQ(response.error().summary(), "409 GROUP_ALREADY_EXISTS: Taken.");
  EXPECT_EQ(response.error().message(),
            "getOrganization " + id + ": 409 GROUP_ALREADY_EXISTS: Taken.");
  EXPECT_EQ(response.status(), 409);
}

TEST_F(EngineTest, ReadsErrorsThatAreNotTheApis) {
  configuration_.retry.max_attempts = 1;
  answers_ = {HttpResponse{.status = 502, .body = "<html>bad gateway</html>"}, json(403, "{}"),
              HttpResponse{.status = 404}};
  OrganizationsApi const client = api();
  EXPECT_EQ(client.get_organization(id).error().body, "<html>bad gateway</html>");
  EXPECT_EQ(client.get_organization(id).error().api.error_code, "");
  EXPECT_EQ(client.get_organization(id).error().message(),
            "getOrganization " + id +
                ": 404 Not Found. Check Configuration::host: scheme, name and port.");
}

TEST_F(EngineTest, ValueThrowsWhatMessageSays) {
  answers_ = {json(404, R"({"errorCode":"GROUP_NOT_FOUND","detail":"None."})")};
  try {
    static_cast<void>(api().get_organization(id).value());
    FAIL() << "no exception";
  } catch (atlas::ApiException const& exception) {
    EXPECT_EQ(exception.what(), "getOrganization " + id + ": 404 GROUP_NOT_FOUND: None.");
    EXPECT_EQ(exception.error().status, 404);
  }
}

TEST_F(EngineTest, ReadsAnswersOfOtherServers) {
  answers_ = {json(200, R"({"name":"A","newMember":{"x":1},"links":null,"isDeleted":false})"),
              json(200, "{}")};
  OrganizationsApi const client = api();
  auto const response = client.get_organization(id);
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->name, "A");
  EXPECT_TRUE(response.body().find("newMember") != std::string::npos);
  EXPECT_TRUE(client.get_organization(id));
}

TEST_F(EngineTest, ReadsAnswersWithNumbersOfAnySize) {
  answers_ = {
      json(200, R"({"totalCount":7,"results":[],"more":{"x":1e400,"y":[12345678901234567890]}})"),
      json(200, R"({"totalCount":12345678901234567890123,"results":[]})")};
  OrganizationsApi const client = api();
  auto const response = client.list_organizations();
  ASSERT_TRUE(response) << response.error().message();
  EXPECT_EQ(response->total_count, 7);
  EXPECT_TRUE(response.body().contains("1e400"));
  EXPECT_EQ(client.list_organizations().error().failure, Failure::unreadable);
}

TEST_F(EngineTest, ReadsEnvelopes) {
  answers_ = {json(200, R"({"content":{"name":"A"},"status":200})"),
              json(200, R"({"links":[],"results":[{"name":"B"}],"status":200,"totalCount":1})"),
              json(404, R"({"content":{"errorCode":"ORG_NOT_FOUND"},"status":404})")};
  OrganizationsApi const client = api();
  EXPECT_EQ(client.get_organization(id, {.envelope = true})->name, "A");
  EXPECT_EQ(client.list_organizations()->results.at(0).name, "B");
  EXPECT_TRUE(client.get_organization(id).error().is(atlas::Code::org_not_found));
}

// A role that only a newer server knows comes and goes as it is.
TEST_F(EngineTest, PassesUnknownRolesOn) {
  answers_ = {json(200, R"({"roles":["ORG_NEW","ORG_OWNER"]})")};
  auto const changed =
      api().update_organization_invitation_by_id(id, std::string(24, 'b'), {.roles = {"ORG_NEW"}});
  ASSERT_TRUE(changed) << changed.error().message();
  EXPECT_EQ(sent_.at(0).body, R"({"roles":["ORG_NEW"]})");
  EXPECT_EQ(changed->roles.at(0).name(), "ORG_NEW");
  EXPECT_TRUE(changed->roles.at(1) == atlas::OrgRole::org_owner);
}

TEST_F(EngineTest, TellsAnAbsentListFromAnEmptyOne) {
  OrganizationsApi const client = api();
  std::string const other(24, 'b');
  EXPECT_TRUE(client.update_organization_invitation_by_id(id, other, {.team_ids = {"t"}}));
  atlas::OrganizationInvitationUpdateRequest clear;
  clear.team_ids.emplace();
  EXPECT_TRUE(client.update_organization_invitation_by_id(id, other, clear));
  EXPECT_EQ(sent_.at(0).body, R"({"teamIds":["t"]})");
  EXPECT_EQ(sent_.at(1).body, R"({"teamIds":[]})");
}

TEST_F(EngineTest, SkipsDeserialization) {
  answers_ = {json(200, "no JSON at all")};
  OrganizationsApi const client = api();
  auto const raw = client.get_organization(id, {}, {.skip_deserialization = true});
  ASSERT_TRUE(raw);
  EXPECT_EQ(raw.body(), "no JSON at all");
  EXPECT_EQ(client.get_organization(id).error().failure, Failure::unreadable);
}

TEST_F(EngineTest, RetriesWhatTheServerPutOff) {
  HttpResponse refused = json(429, R"({"errorCode":"RATE_LIMITED"})");
  refused.headers.add("Retry-After", "0");
  answers_ = {refused, json(503, "{}"), json(200, R"({"name":"A"})")};
  EXPECT_TRUE(api().get_organization(id));
  EXPECT_EQ(sent_.size(), 3U);
}

TEST_F(EngineTest, GivesUpAfterItsAttempts) {
  answers_ = {json(503, "{}")};
  auto const response = api().get_organization(id);
  EXPECT_EQ(response.error().status, 503);
  EXPECT_EQ(response.error().attempts, 4);
  EXPECT_EQ(sent_.size(), 4U);
}

TEST_F(EngineTest, DoesNotRepeatWhatMayHaveHappened) {
  answers_ = {std::unexpected(TransportError{Failure::interrupted, "lost"})};
  EXPECT_FALSE(api().create_organization_invitation(id, {.username = "a@example.org"}));
  EXPECT_EQ(sent_.size(), 1U);
}

TEST_F(EngineTest, RepeatsAPostWithAKeyOrOneThatNeverArrived) {
  answers_ = {std::unexpected(TransportError{Failure::interrupted, "lost"}),
              json(200, R"({"username":"a@example.org"})")};
  EXPECT_TRUE(api().create_organization_invitation(id, {.username = "a@example.org"}, {},
                                                   {.idempotency_key = "k"}));
  EXPECT_EQ(sent_.size(), 2U);
  sent_.clear();
  answers_[0] = std::unexpected(TransportError{Failure::connect, "refused", false});
  EXPECT_TRUE(api().create_organization_invitation(id, {.username = "a@example.org"}));
  EXPECT_EQ(sent_.size(), 2U);
}

TEST_F(EngineTest, WaitsNoLongerThanTheCallMay) {
  HttpResponse refused = json(429, "{}");
  refused.headers.add("Retry-After", "3600");
  answers_ = {refused};
  auto const response = api().get_organization(id, {}, {.timeout = milliseconds(1000)});
  EXPECT_EQ(response.error().status, 429);
  EXPECT_EQ(sent_.size(), 1U);
}

TEST_F(EngineTest, SpendsABudgetTogether) {
  configuration_.retry.budget = 5;
  answers_ = {json(503, "{}")};
  OrganizationsApi const client = api();
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(client.get_organization(id));
  EXPECT_EQ(sent_.size(), 15U);
}

TEST_F(EngineTest, ShowsEveryAttempt) {
  std::vector<std::string> seen;
  configuration_.on_attempt = [&](atlas::Attempt const& attempt) {
    seen.push_back(std::string(attempt.operation) + " " + std::string(attempt.method) + " " +
                   std::string(attempt.route) + " " + std::to_string(attempt.number) + " " +
                   std::to_string(attempt.status));
  };
  answers_ = {json(503, "{}"), json(200, "{}")};
  EXPECT_TRUE(api().get_organization(id));
  EXPECT_EQ(seen,
            (std::vector<std::string>{"getOrganization GET /api/atlas/v2/orgs/{orgId} 1 503",
                                      "getOrganization GET /api/atlas/v2/orgs/{orgId} 2 200"}));
}

TEST_F(EngineTest, LogsNoSecrets) {
  std::string log;
  configuration_.debug_log = [&](std::string_view line) { log.append(line).append("\n"); };
  configuration_.headers.add("Authorization", "Digest topsecret");
  answers_ = {json(201, R"({"apiKey":{"privateKey" : "topsecret","publicKey":"abc"}})")};
  EXPECT_TRUE(api().create_organization({.name = "A"}));
  EXPECT_EQ(log.find("topsecret"), std::string::npos) << log;
  EXPECT_NE(log.find("abc"), std::string::npos) << log;
}

}  // namespace
}  // namespace client_test
