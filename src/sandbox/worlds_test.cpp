// Worlds are apart, come back as they were, and cost little while nobody uses them.
#include "sandbox/worlds.hpp"

#include <gtest/gtest.h>
#include <malloc.h>

#include "sandbox/trial_worlds.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::hours;

class WorldsTest : public ::testing::Test {
 protected:
  World& make(std::string_view name) { return *trial_.worlds.make(name).value(); }
  void tend_after(World::Instant::duration time) {
    (void)trial_.loop.run(trial_.worlds.tend(std::chrono::steady_clock::now() + time));
  }
  void take(World& world, std::string name) {
    ASSERT_TRUE(trial_.loop.run(world.take_snapshot(std::move(name))));
  }

  TrialWorlds trial_;
};

TEST_F(WorldsTest, NeverMeet) {
  auto& one = make("one");
  auto& other = make("other");
  auto const id = trial_.make_project(one, "Mine");
  ASSERT_EQ(id.size(), 24U) << id;
  EXPECT_TRUE(trial_.has_project(one, id));
  EXPECT_FALSE(trial_.has_project(other, id));
  EXPECT_EQ(one.journal().all().size(), 2U);
  EXPECT_EQ(other.journal().all().size(), 1U);
}

TEST_F(WorldsTest, MakeTheSameIdsAgainAfterAReset) {
  auto& world = trial_.world();
  world.clock().freeze();
  // The seed's clock runs; so the time is put where it was.
  auto const at = world.clock().now();
  auto const first = trial_.make_project(world, "One");
  auto const second = trial_.make_project(world, "Two");
  world.reset();
  EXPECT_FALSE(trial_.has_project(world, first));
  world.clock().freeze();
  world.clock().set(at);
  EXPECT_EQ(trial_.make_project(world, "One"), first);
  EXPECT_EQ(trial_.make_project(world, "Two"), second);
}

TEST_F(WorldsTest, AreAlikeWhenTheyBeganAlike) {
  auto const first = trial_.make_project(make("one"), "Same");
  EXPECT_EQ(trial_.make_project(make("other"), "Same"), first);
}

TEST_F(WorldsTest, MakeTheSameIdsHoweverManyOthersThereAre) {
  auto& quiet = make("quiet");
  auto& busy = make("busy");
  for (auto* world : {&quiet, &busy}) world->clock().freeze();
  auto const teams = "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id) + "/teams";
  auto const made =
      trial_.send(busy, {.method = "POST",
                         .target = teams,
                         .body = R"({"name":"Team","usernames":["owner@example.org"]})"});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(trial_.make_project(busy, "One"), trial_.make_project(quiet, "One"));
}

TEST_F(WorldsTest, GoOnFromASnapshotWithoutRepeatingIds) {
  auto& world = trial_.world();
  world.clock().freeze();
  auto const kept = trial_.make_project(world, "Kept");
  take(world, "then");
  auto const later = trial_.make_project(world, "Later");
  ASSERT_TRUE(world.restore_snapshot("then"));
  EXPECT_TRUE(trial_.has_project(world, kept));
  EXPECT_FALSE(trial_.has_project(world, later));
  EXPECT_EQ(trial_.make_project(world, "Later"), later);
  EXPECT_FALSE(world.restore_snapshot("never"));
  ASSERT_TRUE(world.drop_snapshot("then"));
  EXPECT_FALSE(world.restore_snapshot("then"));
}

TEST_F(WorldsTest, ComeBackAfterARest) {
  auto& world = trial_.world();
  world.clock().freeze();
  auto const kept = trial_.make_project(world, "Kept");
  tend_after(World::patience / 2);
  EXPECT_TRUE(world.is_open());
  tend_after(2 * World::patience);
  EXPECT_FALSE(world.is_open());
  EXPECT_TRUE(trial_.has_project(world, kept));
  EXPECT_NE(trial_.make_project(world, "Next"), kept) << "ids go on in the same second";
}

TEST_F(WorldsTest, ThatWereOnlyReadStillShareTheirSeed) {
  auto& world = trial_.world();
  EXPECT_FALSE(trial_.has_project(world, "600000000000000000000000"));
  tend_after(2 * World::patience);
  EXPECT_FALSE(world.is_open());
  EXPECT_EQ(world.memory_at_rest(), 0U);
  trial_.make_project(world, "One");
  tend_after(2 * World::patience);
  EXPECT_GT(world.memory_at_rest(), 0U);
  EXPECT_LT(world.memory_at_rest(), trial_.worlds.beginning().moment.image.memory() / 2);
}

TEST_F(WorldsTest, PackTheirSnapshotsOneByOneBeforeTheyRest) {
  auto& world = trial_.world();
  auto const kept = trial_.make_project(world, "Kept");
  take(world, "one");
  trial_.make_project(world, "Later");
  take(world, "two");
  auto const plain = world.memory_at_rest();
  for (int packed = 0; packed < 2; ++packed) {
    tend_after(2 * World::patience);
    EXPECT_TRUE(world.is_open());
  }
  tend_after(2 * World::patience);
  EXPECT_FALSE(world.is_open());
  EXPECT_LT(world.memory_at_rest(), plain / 2);
  ASSERT_TRUE(world.restore_snapshot("one"));
  EXPECT_TRUE(trial_.has_project(world, kept));
}

TEST_F(WorldsTest, CostNextToNothingUntilTheyAreUsed) {
  auto const before = mallinfo2().uordblks;
  for (int i = 0; i < 1000; ++i) make("world-" + std::to_string(i));
  auto const each = (mallinfo2().uordblks - before) / 1000;
  EXPECT_LT(each, 4096U) << "and an image has " << trial_.worlds.beginning().moment.image.memory();
}

TEST_F(WorldsTest, AnswerWhatWasUnderWayWhenTheyGo) {
  auto& world = make("short");
  auto const held = trial_.worlds.find("short").value();
  trial_.make_project(world, "One");
  ASSERT_TRUE(trial_.worlds.remove("short"));
  EXPECT_FALSE(trial_.worlds.find("short"));
  EXPECT_EQ(trial_.make_project(*held, "Two").size(), 24U);
}

TEST_F(WorldsTest, HaveNamesOfTheirOwn) {
  for (auto const* name :
       {"", "A", "a b", "a/b", "a_b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    EXPECT_FALSE(trial_.worlds.make(name)) << name;
  EXPECT_TRUE(trial_.worlds.make("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
  EXPECT_FALSE(trial_.worlds.find("unknown"));
  EXPECT_FALSE(trial_.worlds.remove(Worlds::default_name));
  EXPECT_EQ(&trial_.world(""), &trial_.world("default"));
}

TEST_F(WorldsTest, AreBounded) {
  while (trial_.worlds.size() < Worlds::most) make("w" + std::to_string(trial_.worlds.size()));
  EXPECT_FALSE(trial_.worlds.make("one-more"));
  EXPECT_TRUE(trial_.worlds.make("default")) << "in place of one that is there";
}

RuleRequest rule(Match match, Effect effect) { return {.match = std::move(match), .do_ = effect}; }

class Interfering : public WorldsTest {
 protected:
  Response make_one() {
    return trial_.send(world_, {.method = "POST",
                                .target = TrialWorlds::new_project(),
                                .body = R"({"name":"One","orgId":"600000000000000000000e10"})"});
  }
  World& world_ = trial_.world();
};

TEST_F(Interfering, StopsAWriteBeforeAnythingIsDone) {
  ASSERT_TRUE(world_.faults().add(
      {.match = Match{.method = "POST"}, .do_ = {.status = 503, .retry_after = 7}, .times = 1}));
  auto const refused = make_one();
  EXPECT_EQ(refused.status, 503);
  EXPECT_NE(refused.fields.find("Retry-After: 7\r\n"), std::string::npos);
  EXPECT_EQ(make_one().status, 201) << "the name is still free, and the rule is spent";
}

TEST_F(Interfering, LiesAboutAWriteThatIsDone) {
  ASSERT_TRUE(world_.faults().add(
      {.match = Match{.method = "POST"}, .do_ = {.status = 500, .when = "after"}, .times = 1}));
  EXPECT_EQ(make_one().status, 500);
  EXPECT_EQ(make_one().status, 409) << "the project is there";
}

TEST_F(Interfering, BreaksTheConnectionAfterTheWrite) {
  ASSERT_TRUE(world_.faults().add(
      {.match = Match{.method = "POST"}, .do_ = {.disconnect = "after"}, .times = 1}));
  auto const lost = make_one();
  ASSERT_TRUE(lost.fault);
  EXPECT_TRUE(lost.fault->disconnect);
  EXPECT_EQ(make_one().status, 409);
}

TEST_F(Interfering, TellsTheJournalWhichRuleActed) {
  auto const added = world_.faults().add(rule({.method = "POST"}, {.error_code = "ORG_NOT_FOUND"}));
  ASSERT_TRUE(added);
  EXPECT_EQ(make_one().status, 404);
  auto const entries = world_.journal().all();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0]->rule, added->id);
  EXPECT_EQ(entries[0]->error_code, "ORG_NOT_FOUND");
  EXPECT_EQ(entries[0]->operation, "createProject");
  EXPECT_EQ(entries[0]->time, TrialWorlds().machine.start);
}

TEST_F(Interfering, MakesPagesSmallerAndLinksThemOn) {
  for (auto const* name : {"A", "B", "C"}) trial_.make_project(world_, name);
  ASSERT_TRUE(world_.faults().add(rule({.method = "GET"}, {.page_size = 2})));
  auto const list = trial_.send(world_, {.target = std::string(TrialWorlds::projects)});
  auto const body = atlas::parse_json(list.body);
  ASSERT_TRUE(body && body->find("results")) << list.body;
  EXPECT_EQ(body->find("results")->children.size(), 2U);
  EXPECT_NE(list.body.find("itemsPerPage=2&pageNum=2"), std::string::npos) << list.body;
}

TEST_F(Interfering, ShufflesAList) {
  for (auto const* name : {"A", "B", "C", "D", "E", "F", "G"}) trial_.make_project(world_, name);
  std::string const path(TrialWorlds::projects);
  auto const before = trial_.send(world_, {.target = path}).body;
  ASSERT_TRUE(world_.faults().add(rule({.method = "GET"}, {.shuffle = true})));
  auto const after = trial_.send(world_, {.target = path}).body;
  EXPECT_NE(after, before);
  EXPECT_EQ(after.size(), before.size());
}

TEST_F(Interfering, SeesTheTokenEndpoints) {
  ASSERT_TRUE(world_.faults().add(rule({.path = "/api/oauth/token"}, {.status = 503})));
  EXPECT_EQ(trial_.send(world_, {.method = "POST", .target = "/api/oauth/token"}).status, 503);
}

}  // namespace
}  // namespace orgd::sandbox
