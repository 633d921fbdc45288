// What rules count, choose and use up.
#include "sandbox/faults.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "api/json_write.hpp"

namespace orgd::sandbox {
namespace {

// The ids of the rules that act on so many requests in a row, "-" for none.
std::string hits_of(FaultRules& rules, int requests, Seen const& seen = {.method = "GET"}) {
  std::string ids;
  for (int i = 0; i < requests; ++i) {
    auto const hit = rules.first_match(seen, atlas::Date{});
    ids += hit ? hit->rule_id : "-";
  }
  return ids;
}

RuleView added(FaultRules& rules, std::string_view json) {
  auto rule = rules.add(json);
  EXPECT_TRUE(rule) << json;
  return rule.value_or(RuleView{});
}

TEST(FaultRules, CountWhatTheOtherConditionsMatch) {
  FaultRules rules;
  added(rules, R"({"match":{"method":"GET","nth":3},"do":{"status":500}})");
  EXPECT_EQ(hits_of(rules, 2), "--");
  EXPECT_EQ(hits_of(rules, 5, {.method = "POST"}), "-----");
  EXPECT_EQ(hits_of(rules, 5, {.method = "GET", .challenge = true}), "-----");
  EXPECT_EQ(hits_of(rules, 5), "1----");
  EXPECT_EQ(rules.list().front().counted, 7);
  EXPECT_EQ(rules.list().front().hits, 1);
}

TEST(FaultRules, CountChallengesThatAreMeant) {
  FaultRules rules;
  added(rules, R"({"match":{"every":2,"challenge":true},"do":{"status":500}})");
  EXPECT_EQ(hits_of(rules, 3, {.challenge = true}), "-1-");
  EXPECT_EQ(hits_of(rules, 1), "1");
}

TEST(FaultRules, FirstOfThemActsAndAllOfThemCount) {
  FaultRules rules;
  added(rules, R"({"match":{"every":2},"do":{"status":500}})");
  added(rules, R"({"match":{"every":3},"do":{"status":501}})");
  EXPECT_EQ(hits_of(rules, 9), "-121-1-12");
  auto const shown = rules.list();
  EXPECT_EQ(shown[0].hits, 4);
  EXPECT_EQ(shown[1].hits, 2);
  EXPECT_EQ(shown[1].counted, 9);
}

TEST(FaultRules, AreSpentAfterTheirTimes) {
  FaultRules rules;
  added(rules, R"({"do":{"status":500},"times":2})");
  added(rules, R"({"do":{"status":501}})");
  EXPECT_FALSE(rules.list().front().spent);
  EXPECT_EQ(hits_of(rules, 4), "1122");
  EXPECT_TRUE(rules.list().front().spent);
  EXPECT_FALSE(rules.list().back().spent);
  std::string json;
  atlas::write_json(json, rules.list().front());
  EXPECT_EQ(json, R"({"counted":2,"do":{"status":500},"hits":2,"id":"1","match":{},"spent":true,)"
                  R"("times":2})");
}

TEST(FaultRules, ChooseTheSameForTheSameSeed) {
  auto const chosen = [](std::string_view seed, std::string_view effect) {
    FaultRules rules;
    added(rules,
          fmt::format(R"({{"match":{{"probability":0.5,"seed":{}}},"do":{{{}}}}})", seed, effect));
    return hits_of(rules, 200);
  };
  auto const once = chosen("7", R"("status":500)");
  EXPECT_EQ(once, chosen("7", R"("status":500)"));
  EXPECT_EQ(once, chosen("7", R"("delayMs":[1,1000])")) << "a delay changes no choice";
  EXPECT_NE(once, chosen("8", R"("status":500)"));
  auto const count = std::ranges::count(once, '1');
  EXPECT_GT(count, 70);
  EXPECT_LT(count, 130);
}

TEST(FaultRules, ChooseNeverAndAlwaysAtTheEnds) {
  FaultRules rules;
  added(rules, R"({"match":{"probability":0},"do":{"status":500}})");
  added(rules, R"({"match":{"probability":1},"do":{"status":500}})");
  EXPECT_EQ(hits_of(rules, 50), std::string(50, '2'));
}

TEST(FaultRules, ChooseDelaysWithinTheirRange) {
  FaultRules rules;
  added(rules, R"({"do":{"delayMs":[10,12]}})");
  std::array<int, 13> seen{};
  for (int i = 0; i < 300; ++i) {
    auto const hit = rules.first_match({}, atlas::Date{});
    ASSERT_TRUE(hit && hit->delay.count() >= 10 && hit->delay.count() <= 12);
    ++seen.at(static_cast<std::size_t>(hit->delay.count()));
  }
  EXPECT_TRUE(seen[10] > 50 && seen[11] > 50 && seen[12] > 50);
}

TEST(FaultRules, ActInTheTimeOfTheWorld) {
  FaultRules rules;
  added(rules, R"({"match":{"from":"1970-01-01T00:00:10Z","to":"1970-01-01T00:00:20Z","nth":1},)"
               R"("do":{"status":500}})");
  auto const at = [&](int second) {
    return rules.first_match({}, atlas::Date(std::chrono::seconds(second))).has_value();
  };
  EXPECT_FALSE(at(9));
  EXPECT_FALSE(at(20));
  EXPECT_TRUE(at(10)) << "what is outside the time is not counted";
}

TEST(FaultRules, OutliveTheirRemovalInAHit) {
  FaultRules rules;
  auto const id = added(rules, R"({"do":{"status":418}})").id;
  auto const hit = rules.first_match({}, atlas::Date{});
  ASSERT_TRUE(rules.remove(id));
  EXPECT_EQ(hit->effect->status, 418);
  EXPECT_TRUE(rules.list().empty());
  auto const again = rules.remove(id);
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().is(Code::resource_not_found));
  EXPECT_NE(added(rules, R"({"do":{"status":418}})").id, id) << "no id is given twice";
}

TEST(FaultRules, AreBounded) {
  FaultRules rules;
  for (std::size_t i = 0; i < FaultRules::most; ++i) added(rules, R"({"do":{"status":500}})");
  auto const more = rules.add(R"({"do":{"status":500}})");
  ASSERT_FALSE(more);
  EXPECT_TRUE(more.error().is(Code::validation_error));
  rules.clear();
  EXPECT_TRUE(rules.add(R"({"do":{"status":500}})"));
}

}  // namespace
}  // namespace orgd::sandbox
