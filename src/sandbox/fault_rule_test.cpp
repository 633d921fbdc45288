// Which requests a rule means, and which rules are refused with which words.
#include "sandbox/fault_rule.hpp"

#include <gtest/gtest.h>

#include "sandbox/operation_names.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::seconds;

constexpr atlas::Date noon{seconds(1'700'000'000)};
constexpr std::string_view teams_path = "/api/atlas/v2/orgs/aaaaaaaaaaaaaaaaaaaaaaaa/teams";

Request request_with_fields() {
  Request request;
  request.add_field("User-Agent", "curl/8.0");
  request.add_field("Accept", "text/html");
  request.add_field("accept", "application/json");
  return request;
}

Seen seen_of(Request const& request) {
  return {.operation = "listOrganizationTeams",
          .method = "GET",
          .path = teams_path,
          .org_id = "aaaaaaaaaaaaaaaaaaaaaaaa",
          .caller = "abcdefgh",
          .request = &request,
          .body = R"({"name":"Night shift"})",
          .challenge = false};
}

Result<Match> match_of(std::string_view json) {
  return atlas::read_json<Match>(json, atlas::Side::request);
}

struct MatchCase {
  char const* json;
  bool holds;
};

TEST(FaultRule, MatchesByEachCondition) {
  MatchCase const cases[] = {
      {R"({})", true},
      {R"({"operation":"listOrganizationTeams"})", true},
      {R"({"operation":"listOrgTeams"})", true},
      {R"({"operation":"createTeam"})", false},
      {R"({"method":"GET"})", true},
      {R"({"method":"HEAD"})", false},
      {R"({"orgId":"aaaaaaaaaaaaaaaaaaaaaaaa"})", true},
      {R"({"orgId":"aaaaaaaaaaaaaaaaaaaaaaab"})", false},
      {R"({"caller":"abcdefgh"})", true},
      {R"({"caller":"abcdefg"})", false},
      {R"({"path":"/api/atlas/v2/orgs/*/teams"})", true},
      {R"({"path":"/api/atlas/v2/orgs/*/teams/"})", true},
      {R"({"path":"/api/atlas/v2/orgs/*"})", false},
      {R"({"path":"/api/atlas/v2/orgs/*/teams/*"})", false},
      {R"({"path":"/api/atlas/v2/orgs/*/users"})", false},
      {R"({"path":"/api/atlas/**"})", true},
      {R"({"path":"/**"})", true},
      {R"({"path":"/api/atlas/v2/orgs/*/teams/**"})", true},
      {R"({"path":"/api/atlas/v2/groups/**"})", false},
      {R"({"header":"user-agent"})", true},
      {R"({"header":"User-Agent: curl/8.0"})", true},
      {R"({"header":"User-Agent:curl/8.0 "})", true},
      {R"({"header":"User-Agent: curl"})", false},
      {R"({"header":"Accept: text/html"})", true},
      {R"({"header":"Accept: text/html, application/json"})", true},
      {R"({"header":"X-Other"})", false},
      {R"({"bodyContains":"Night"})", true},
      {R"({"bodyContains":"night"})", false},
      {R"({"from":"2023-11-14T22:13:20Z"})", true},
      {R"({"from":"2023-11-14T22:13:21Z"})", false},
      {R"({"to":"2023-11-14T22:13:21Z"})", true},
      {R"({"to":"2023-11-14T22:13:20Z"})", false},
      {R"({"method":"GET","caller":"somebody"})", false},
  };
  Request const request = request_with_fields();
  for (auto const& [json, holds] : cases) {
    auto const match = match_of(json);
    ASSERT_TRUE(match) << json << ": " << match.error().detail;
    EXPECT_EQ(matches(*match, seen_of(request), noon), holds) << json;
  }
}

TEST(FaultRule, LeavesChallengesOutUnlessTheyAreMeant) {
  Request const request;
  Seen seen = seen_of(request);
  seen.challenge = true;
  EXPECT_FALSE(matches(Match{}, seen, noon));
  EXPECT_FALSE(matches(Match{.challenge = false}, seen, noon));
  EXPECT_TRUE(matches(Match{.challenge = true}, seen, noon));
  seen.challenge = false;
  EXPECT_TRUE(matches(Match{.challenge = true}, seen, noon));
}

TEST(FaultRule, KnowsOperationsByBothNames) {
  EXPECT_TRUE(operation_named("createTeam").known);
  EXPECT_TRUE(operation_named("createOrgTeam").known);
  EXPECT_FALSE(operation_named("createTeams").known);
  EXPECT_FALSE(operation_named("").known);
  EXPECT_TRUE(operation_named("listOrgTeams").list);
  EXPECT_FALSE(operation_named("createTeam").list);
  EXPECT_FALSE(is_named("", "createTeam"));
  EXPECT_EQ(nearest_operation("createTaem"), "createTeam");
  EXPECT_EQ(nearest_operation("somethingElse"), "");
}

std::string refusal_of(std::string_view json) {
  auto const rule = atlas::read_json<RuleRequest>(json, atlas::Side::request);
  if (!rule) return rule.error().error_code + " " + rule.error().detail;
  auto const fine = check_rule(*rule);
  return fine ? "" : fine.error().error_code + " " + fine.error().detail;
}

TEST(FaultRule, TakesWhatMakesSenseTogether) {
  for (char const* json : {
           R"({"do":{"status":503,"retryAfter":7,"headers":{"X-Why":"drill"}}})",
           R"({"do":{"errorCode":"RATE_LIMITED","retryAfter":0}})",
           R"({"do":{"errorCode":"ORG_NOT_FOUND","status":500,"when":"after"}})",
           R"({"do":{"delayMs":[0,600000]}})",
           R"({"do":{"delayMs":[0,5]},"match":{"seed":1}})",
           R"({"do":{"shuffle":false,"status":500}})",
           R"({"do":{"status":500},"match":{"operation":"listOrgTeams","method":"HEAD"}})",
           R"({"do":{"delayMs":5,"disconnect":"before"}})",
           R"({"do":{"disconnect":"after","staleReadsMs":1000}})",
           R"({"do":{"status":200,"cutBodyAt":0,"contentLength":10,"stallMs":600000}})",
           R"({"do":{"shuffle":true,"pageSize":1},"match":{"operation":"listOrgTeams"}})",
           R"({"do":{"status":500,"when":"after","staleReadsMs":5}})",
           R"({"match":{"nth":3,"probability":0.5,"seed":0},"do":{"status":404},"times":1})",
       })
    EXPECT_EQ(refusal_of(json), "") << json;
}

struct RefusalCase {
  char const* json;
  char const* code;
  char const* words;  ///< a part of the detail
};

TEST(FaultRule, RefusesContradictionsPrecisely) {
  RefusalCase const cases[] = {
      {R"({})", "MISSING_ATTRIBUTE", "do"},
      {R"({"do":{}})", "VALIDATION_ERROR", "nothing"},
      {R"({"do":{"status":500,"disconnect":"before"}})", "VALIDATION_ERROR",
       "do.status is about an answer, and with do.disconnect \"before\" none arrives"},
      {R"({"do":{"cutBodyAt":1,"disconnect":"after"}})", "VALIDATION_ERROR", "do.cutBodyAt"},
      {R"({"do":{"stallMs":1,"disconnect":"after"}})", "VALIDATION_ERROR", "do.stallMs"},
      {R"({"do":{"disconnect":"before","staleReadsMs":1}})", "VALIDATION_ERROR", "do.staleReadsMs"},
      {R"({"do":{"status":500,"staleReadsMs":1}})", "VALIDATION_ERROR", "do.staleReadsMs"},
      {R"({"do":{"disconnect":"never"}})", "INVALID_ATTRIBUTE", "do.disconnect must be"},
      {R"({"do":{"errorCode":"ORG_NOT_FUOND"}})", "VALIDATION_ERROR", "\"ORG_NOT_FUOND\""},
      {R"({"do":{"errorCode":"org_not_found"}})", "VALIDATION_ERROR", "not in the catalogue"},
      {R"({"do":{"errorCode":"ORG_NOT_FOUND","status":200}})", "VALIDATION_ERROR", "200"},
      {R"({"do":{"retryAfter":1}})", "VALIDATION_ERROR", "429 or 503"},
      {R"({"do":{"status":500,"retryAfter":1}})", "VALIDATION_ERROR", "429 or 503"},
      {R"({"do":{"errorCode":"ORG_NOT_FOUND","retryAfter":1}})", "VALIDATION_ERROR", "429 or 503"},
      {R"({"do":{"when":"after","delayMs":1}})", "VALIDATION_ERROR", "do.when"},
      {R"({"do":{"status":204,"cutBodyAt":1}})", "VALIDATION_ERROR", "no body"},
      {R"({"do":{"status":199}})", "VALIDATION_ERROR", "do.status"},
      {R"({"do":{"status":600}})", "VALIDATION_ERROR", "do.status"},
      {R"({"do":{"delayMs":[5,4]}})", "VALIDATION_ERROR", "least delay, 5, above its most, 4"},
      {R"({"do":{"delayMs":600001}})", "VALIDATION_ERROR", "600000"},
      {R"({"do":{"delayMs":-1}})", "VALIDATION_ERROR", "do.delayMs"},
      {R"({"do":{"delayMs":[1]}})", "INVALID_JSON_ATTRIBUTE", "do.delayMs"},
      {R"({"do":{"stallMs":600001}})", "VALIDATION_ERROR", "do.stallMs"},
      {R"({"do":{"headers":{"Content-Length":"1"}}})", "VALIDATION_ERROR", "the server writes"},
      {R"({"do":{"headers":{"A b":"1"}}})", "VALIDATION_ERROR", "no name of a field"},
      {R"({"do":{"headers":{"A":"1\r\nB: 2"}}})", "VALIDATION_ERROR", "control character"},
      {R"({"do":{"headers":{"A":1}}})", "INVALID_JSON_ATTRIBUTE", "do.headers.A"},
      {R"({"do":{"shuffle":true},"match":{"operation":"createTeam"}})", "VALIDATION_ERROR",
       "createTeam answers none"},
      {R"({"do":{"pageSize":5},"match":{"method":"POST"}})", "VALIDATION_ERROR", "POST reads none"},
      {R"({"do":{"pageSize":5,"status":200}})", "VALIDATION_ERROR", "in its place"},
      {R"({"do":{"pageSize":0}})", "VALIDATION_ERROR", "do.pageSize"},
      {R"({"do":{"status":500},"match":{"operation":"createTaem"}})", "VALIDATION_ERROR",
       "did you mean createTeam?"},
      {R"({"do":{"status":500},"match":{"nth":1,"every":2}})", "VALIDATION_ERROR", "match.every"},
      {R"({"do":{"status":500},"match":{"nth":0}})", "VALIDATION_ERROR", "match.nth"},
      {R"({"do":{"status":500},"match":{"seed":1}})", "VALIDATION_ERROR", "match.probability"},
      {R"({"do":{"status":500},"match":{"probability":1.5}})", "VALIDATION_ERROR", "from 0 to 1"},
      {R"({"do":{"status":500},"match":{"path":"orgs"}})", "INVALID_ATTRIBUTE", "a slash"},
      {R"({"do":{"status":500},"match":{"path":"/**/teams"}})", "INVALID_ATTRIBUTE", "before its"},
      {R"({"do":{"status":500},"match":{"path":"/or*"}})", "INVALID_ATTRIBUTE", "whole segment"},
      {R"({"do":{"status":500},"match":{"method":"get"}})", "INVALID_ATTRIBUTE", "must be one of"},
      {R"({"do":{"status":500},"match":{"header":": x"}})", "INVALID_ATTRIBUTE", "match.header"},
      {R"({"do":{"status":500},"match":{"orgId":"x"}})", "INVALID_ATTRIBUTE", "match.orgId"},
      {R"({"do":{"status":500},"match":{"from":"2025-01-01","to":"2025-01-01"}})",
       "VALIDATION_ERROR", "match.from is not before match.to"},
      {R"({"do":{"status":500},"times":0})", "VALIDATION_ERROR", "times"},
      {R"({"do":{"shuffle":false}})", "VALIDATION_ERROR", "nothing"},
      {R"({"do":{"status":429,"retryAfter":1,"headers":{"retry-after":"2"}}})", "VALIDATION_ERROR",
       "both say Retry-After"},
      {R"({"do":{"status":500},"match":{"nth":1},"times":2})", "VALIDATION_ERROR", "times is 2"},
      {R"({"do":{"delayMs":5},"match":{"seed":1}})", "VALIDATION_ERROR", "a range of do.delayMs"},
      {R"({"do":{"status":500},"match":{"operation":"createTeam","method":"GET"}})",
       "VALIDATION_ERROR", "match.method is GET, and createTeam is called by POST"},
      {R"({"do":{"staleReadsMs":1},"match":{"method":"GET"}})", "VALIDATION_ERROR",
       "GET makes none"},
      {R"({"do":{"staleReadsMs":1},"match":{"operation":"listOrganizationTeams"}})",
       "VALIDATION_ERROR", "listOrganizationTeams makes none"},
      {R"({"do":{"staleReadsMs":1,"pageSize":1}})", "VALIDATION_ERROR", "do.pageSize for lists"},
      {R"({"do":{"status":500},"when":"after"})", "INVALID_ATTRIBUTE", "when"},
  };
  for (auto const& [json, code, words] : cases) {
    auto const refusal = refusal_of(json);
    EXPECT_TRUE(refusal.starts_with(code)) << json << " -> " << refusal;
    EXPECT_TRUE(refusal.contains(words)) << json << " -> " << refusal;
  }
}

TEST(FaultRule, BoundsTexts) {
  auto const rule = [](std::size_t size) {
    return R"({"do":{"status":500},"match":{"bodyContains":")" + std::string(size, 'a') + "\"}}";
  };
  EXPECT_EQ(refusal_of(rule(4096)), "");
  EXPECT_TRUE(refusal_of(rule(4097)).contains("match.bodyContains has 4097 bytes"));
  EXPECT_TRUE(refusal_of(rule(0)).starts_with("INVALID_ATTRIBUTE"));
}

TEST(FaultRule, RefusesToCountInFilters) {
  EXPECT_TRUE(check_filter(Match{.method = "GET"}));
  EXPECT_FALSE(check_filter(Match{.nth = 1}));
  EXPECT_FALSE(check_filter(Match{.every = 1}));
  EXPECT_FALSE(check_filter(Match{.probability = Chance{0.5}}));
  EXPECT_FALSE(check_filter(Match{.operation = "noSuchOperation"}));
}

}  // namespace
}  // namespace orgd::sandbox
