// What the journal keeps, selects, waits for and verifies.
#include "sandbox/journal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace orgd::sandbox {
namespace {

Entry call_of(std::string operation, std::string body = "") {
  return {.operation = std::move(operation),
          .method = "POST",
          .path = "/api/x",
          .status = 200,
          .request_headers = {{.name = "User-Agent", .value = "curl"}},
          .request_body = std::move(body)};
}

std::string numbers_of(Result<Entries> const& entries) {
  if (!entries) return entries.error().error_code;
  std::string numbers;
  for (auto const& entry : *entries) numbers += fmt::format("{} ", entry->number);
  return numbers;
}

TEST(Journal, SelectsLikeARule) {
  Journal journal;
  EXPECT_EQ(journal.add(call_of("createTeam")), 1);
  EXPECT_EQ(journal.add(call_of("createOrganization")), 2);
  Entry challenge = call_of("createTeam");
  challenge.challenge = true;
  journal.add(std::move(challenge));
  journal.add(call_of("createTeam", R"({"name":"N"})"));
  EXPECT_EQ(numbers_of(journal.query({})), "1 2 4 ");
  EXPECT_EQ(numbers_of(journal.query({.operation = "createOrgTeam"})), "1 4 ");
  EXPECT_EQ(numbers_of(journal.query({.operation = "createTeam", .challenge = true})), "1 3 4 ");
  EXPECT_EQ(numbers_of(journal.query({.body_contains = "name"})), "4 ");
  EXPECT_EQ(numbers_of(journal.query({.header = "user-agent: curl"})), "1 2 4 ");
  EXPECT_EQ(numbers_of(journal.query({.header = "user-agent: wget"})), "");
  EXPECT_EQ(numbers_of(journal.query({.nth = 1})), "VALIDATION_ERROR");
  EXPECT_EQ(journal.all().size(), 4U);
  journal.clear();
  EXPECT_TRUE(journal.all().empty());
  EXPECT_EQ(journal.add(call_of("createTeam")), 5);
}

std::string fields_text(std::vector<HeaderField> const& fields) {
  std::string text;
  for (HeaderField const& field : fields) text += fmt::format("{}={};", field.name, field.value);
  return text;
}

TEST(Journal, TakesTheFieldsOfRequestsAndAnswers) {
  Request request;
  request.add_field("Accept", "a");
  request.add_field("accept", "");
  EXPECT_EQ(fields_text(fields_of(request)), "Accept=a;accept=;");
  Response response;
  response.content_type = "application/json";
  response.add_field("X-A", "b: c");
  response.add_field("X-Empty", "");
  EXPECT_EQ(fields_text(fields_of(response)), "Content-Type=application/json;X-A=b: c;X-Empty=;");
  EXPECT_EQ(fields_text(fields_of(Response{})), "");
}

TEST(Journal, KeepsTheNewestOfSoMany) {
  Journal journal({.entries = 3});
  for (int i = 0; i < 5; ++i) journal.add(call_of("createTeam"));
  EXPECT_EQ(numbers_of(journal.query({})), "3 4 5 ");
}

TEST(Journal, KeepsTheNewestOfSoManyBytes) {
  Journal journal({.bytes = 20'000});
  for (int i = 0; i < 5; ++i) journal.add(call_of("createTeam", std::string(8000, 'x')));
  EXPECT_EQ(numbers_of(journal.query({})), "4 5 ");
  journal.add(call_of("createTeam", std::string(30'000, 'x')));
  EXPECT_EQ(journal.all().back()->number, 6) << "what alone is too large stays, without its body";
  EXPECT_EQ(journal.all().back()->request_body, "");
}

TEST(Journal, TellsWhoWaitsOnce) {
  Journal journal;
  journal.add(call_of("createTeam"));
  int told = 0;
  auto const ticket = journal.wait({.operation = "createTeam"}, 3,
                                   [&](bool reached) { told += reached ? 1 : 100; });
  ASSERT_TRUE(ticket);
  EXPECT_NE(*ticket, 0U);
  journal.add(call_of("createTeam"));
  journal.add(call_of("createOrganization"));
  EXPECT_EQ(told, 0);
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 1);
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 1);
}

TEST(Journal, TellsAtOnceWhatIsThere) {
  Journal journal;
  journal.add(call_of("createTeam"));
  int told = 0;
  auto const ticket = journal.wait({}, 1, [&](bool reached) { told += reached ? 1 : 100; });
  ASSERT_TRUE(ticket);
  EXPECT_EQ(*ticket, 0U);
  EXPECT_EQ(told, 1);
}

TEST(Journal, ForgetsWhoCancels) {
  Journal journal;
  int told = 0;
  auto const ticket = journal.wait({}, 1, [&](bool reached) { told += reached ? 1 : 100; });
  ASSERT_TRUE(ticket);
  journal.cancel(*ticket);
  journal.cancel(*ticket);
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 0);
}

TEST(Journal, CountsAgainOnceItIsCleared) {
  Journal journal;
  int told = 0;
  journal.add(call_of("createTeam"));
  ASSERT_TRUE(journal.wait({}, 2, [&](bool reached) { told += reached ? 1 : 100; }));
  journal.clear();
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 0);
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 1);
}

TEST(Journal, LetsWhoIsToldWaitAgain) {
  Journal journal;
  int told = 0;
  Journal::Told const again = [&](bool) {
    ++told;
    EXPECT_TRUE(journal.wait({}, 2, [&](bool reached) { told += reached ? 1 : 100; }));
  };
  ASSERT_TRUE(journal.wait({}, 1, again));
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 1);
  journal.add(call_of("createTeam"));
  EXPECT_EQ(told, 2);
}

TEST(Journal, BoundsWhoWaits) {
  Journal journal;
  EXPECT_FALSE(journal.wait({}, 0, [](bool) {}));
  EXPECT_FALSE(journal.wait({.every = 2}, 1, [](bool) {}));
  std::vector<int> ended;
  auto const wait = [&](int number) {
    return journal.wait({}, 1, [&ended, number](bool reached) {
      if (!reached) ended.push_back(number);
    });
  };
  int const most = static_cast<int>(Journal::most_waiters);
  for (int number = 0; number < most; ++number) ASSERT_TRUE(wait(number));
  EXPECT_TRUE(ended.empty());
  EXPECT_TRUE(wait(most));
  EXPECT_TRUE(wait(most + 1));
  EXPECT_EQ(ended, (std::vector{0, 1})) << "the oldest waits make room";
  journal.add(call_of("createTeam"));
  EXPECT_EQ(ended.size(), 2U) << "and all others are told";
}

TEST(Journal, EndsWaitsForWhatCannotCome) {
  Journal journal;
  int ended = 0;
  Journal::Told const told = [&](bool reached) { ended += reached ? 0 : 1; };
  ASSERT_TRUE(journal.wait({}, 1, told));
  ASSERT_TRUE(journal.wait({}, 2, told));
  journal.end_waits();
  EXPECT_EQ(ended, 2);
  journal.add(call_of("createTeam"));
  EXPECT_EQ(ended, 2) << "nobody is told twice";
}

struct VerifyCase {
  char const* json;
  char const* expected;  ///< "" when it is verified, else the reason or the code of the error
};

std::string verdict_of(Journal const& journal, std::string_view json) {
  auto request = atlas::read_json<VerifyRequest>(json, atlas::Side::request);
  if (!request) return request.error().error_code;
  auto const verdict = journal.verify(std::move(*request));
  if (!verdict) return verdict.error().error_code;
  EXPECT_EQ(verdict->verified, !verdict->reason);
  EXPECT_TRUE(!verdict->verified || verdict->found.empty());
  return verdict->reason.value_or("");
}

TEST(Journal, Verifies) {
  Journal journal;
  journal.add(call_of("createTeam", R"({"name":"A","usernames":["x@y.org","z@y.org"]})"));
  journal.add(call_of("createTeam", R"({"name":"B","password":"abcdefgh"})"));
  journal.add(call_of("createOrganization", "{cut"));
  VerifyCase const cases[] = {
      {R"({})", ""},
      {R"({"exactly":3})", ""},
      {R"({"exactly":2})", "wanted exactly 2, and there are 3"},
      {R"({"match":{"operation":"createTeam"},"exactly":2})", ""},
      {R"({"match":{"operation":"deleteTeam"}})", "wanted at least 1, and there are 0"},
      {R"({"match":{"operation":"deleteTeam"},"exactly":0})", ""},
      {R"({"match":{"operation":"deleteTeam"},"atMost":1})", ""},
      {R"({"atMost":2})", "wanted at most 2, and there are 3"},
      {R"({"atLeast":4})", "wanted at least 4, and there are 3"},
      {R"({"atLeast":3,"atMost":3})", ""},
      {R"({"body":{"name":"A"},"exactly":1})", ""},
      {R"({"body":{"usernames":["x@y.org","z@y.org"]},"exactly":1})", ""},
      {R"({"body":{"usernames":["x@y.org"]}})", "wanted at least 1, and there are 0"},
      {R"({"body":{"name":1}})", "wanted at least 1, and there are 0"},
      {R"({"body":{},"exactly":2})", ""},
      {R"({"body":{"password":"something else"},"exactly":1})", ""},
      {R"({"exactly":1,"atMost":2})", "VALIDATION_ERROR"},
      {R"({"atLeast":2,"atMost":1})", "VALIDATION_ERROR"},
      {R"({"exactly":-1})", "VALIDATION_ERROR"},
      {R"({"match":{"nth":1}})", "VALIDATION_ERROR"},
  };
  for (auto const& [json, expected] : cases) EXPECT_EQ(verdict_of(journal, json), expected) << json;
}

TEST(Journal, ShowsTheNewestOfWhatWasFoundInstead) {
  Journal journal;
  for (int i = 0; i < 150; ++i) journal.add(call_of("createTeam", R"({"name":"A"})"));
  auto const verdict = journal.verify({.body = AnyJson{*atlas::parse_json(R"({"name":"B"})")}});
  ASSERT_TRUE(verdict);
  EXPECT_FALSE(verdict->verified);
  EXPECT_EQ(verdict->count, 0);
  ASSERT_EQ(verdict->found.size(), Journal::most_found);
  EXPECT_EQ(verdict->found.back().number, 150);
}

TEST(Journal, ReadsFiltersFromQueries) {
  auto const filter = read_filter({{"operation", "createTeam"}, {"challenge", "true"}});
  ASSERT_TRUE(filter);
  EXPECT_EQ(filter->operation, "createTeam");
  EXPECT_EQ(filter->challenge, true);
  auto const code = [](std::vector<atlas::NamedText> const& pairs) {
    auto const read = read_filter(pairs);
    return read ? "" : read.error().error_code;
  };
  EXPECT_EQ(code({}), "");
  EXPECT_EQ(code({{"method", "GET"}, {"method", "PUT"}}), "INVALID_QUERY_PARAMETER");
  EXPECT_EQ(code({{"challenge", "1"}}), "INVALID_JSON_ATTRIBUTE");
  EXPECT_EQ(code({{"colour", "red"}}), "INVALID_ATTRIBUTE");
  EXPECT_EQ(code({{"from", "yesterday"}}), "INVALID_DATE_FORMAT");
}

}  // namespace
}  // namespace orgd::sandbox
