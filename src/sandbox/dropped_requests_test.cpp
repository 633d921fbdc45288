// What the journal tells of requests that it had no room for.
#include <gtest/gtest.h>

#include "sandbox/journal.hpp"

namespace orgd::sandbox {
namespace {

Entry team_call() {
  return {.operation = "createTeam", .method = "POST", .path = "/api/x", .status = 200};
}

struct DoubtCase {
  char const* json;
  char const* expected;  ///< how the reason begins, or "" when it is verified
};

std::string reason_of(Journal const& journal, std::string_view json) {
  auto const verdict =
      journal.verify(atlas::read_json<VerifyRequest>(json, atlas::Side::request).value());
  EXPECT_EQ(verdict->verified, !verdict->reason);
  return verdict->reason.value_or("");
}

TEST(DroppedRequests, MakeVerdictsThatHoldEitherWay) {
  Journal journal({.entries = 3});
  for (int i = 0; i < 5; ++i) journal.add(team_call());
  DoubtCase const cases[] = {
      {R"({"atLeast":3})", ""},
      {R"({"atMost":5})", ""},
      {R"({"match":{"operation":"deleteTeam"},"atMost":2})", ""},
      {R"({"exactly":2})", "wanted exactly 2, and there are 3"},
      {R"({"exactly":6})", "wanted exactly 6, and there are 3"},
      {R"({"atLeast":6})", "wanted at least 6, and there are 3"},
      {R"({"atMost":2})", "wanted at most 2, and there are 3"},
  };
  for (auto const& [json, expected] : cases) EXPECT_EQ(reason_of(journal, json), expected) << json;
  DoubtCase const doubtful[] = {
      {R"({"exactly":3})", "wanted exactly 3, and there are 3, but 2 older requests were dropped"},
      {R"({"exactly":5})", "wanted exactly 5, and there are 3, but 2 older requests were dropped"},
      {R"({"atMost":4})", "wanted at most 4, and there are 3, but 2 older requests were dropped"},
      {R"({"atLeast":4})", "wanted at least 4, and there are 3, but 2 older requests were dropped"},
      {R"({"match":{"operation":"deleteTeam"}})",
       "wanted at least 1, and there are 0, but 2 older requests were dropped"},
      {R"({"match":{"operation":"deleteTeam"},"exactly":0})",
       "wanted exactly 0, and there are 0, but 2 older requests were dropped"},
  };
  for (auto const& [json, expected] : doubtful)
    EXPECT_TRUE(reason_of(journal, json).starts_with(expected)) << json;
  auto const verdict = journal.verify({.at_least = 1});
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->dropped, 2);
  journal.clear();
  EXPECT_EQ(reason_of(journal, R"({"exactly":0})"), "");
}

TEST(DroppedRequests, AreCounted) {
  Journal journal({.entries = 2});
  Entry challenge = team_call();
  challenge.challenge = true;
  journal.add(challenge);
  EXPECT_EQ(journal.dropped({.challenge = true}), 0);
  for (int i = 0; i < 3; ++i) journal.add(team_call());
  EXPECT_EQ(journal.dropped({}), 1);
  EXPECT_EQ(journal.dropped({.challenge = true}), 2);
  std::string shown;
  write_requests(shown, *journal.query({}), journal.dropped({}));
  EXPECT_TRUE(shown.starts_with(R"({"dropped":1,"requests":[{)")) << shown;
  journal.add(std::move(challenge));
  journal.clear();
  EXPECT_EQ(journal.dropped({.challenge = true}), 0);
  for (int i = 0; i < 3; ++i) journal.add(team_call());
  EXPECT_EQ(journal.dropped({.challenge = true}), 1) << "none is a challenge any more";
}

}  // namespace
}  // namespace orgd::sandbox
