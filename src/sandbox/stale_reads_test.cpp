// Reads of what was changed answer for a while as if it were not.
#include <gtest/gtest.h>

#include "sandbox/trial_worlds.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class StaleReads : public ::testing::Test {
 protected:
  StaleReads() { world_.clock().freeze(); }

  void read_stale_after(std::string_view method) {
    ASSERT_TRUE(world_.faults().add(
        {.match = Match{.method = std::string(method)}, .do_ = {.stale_reads_ms = 5000}}));
  }
  static std::string path_of(std::string_view id) {
    return std::string(TrialWorlds::projects).append("/").append(id);
  }
  int remove(std::string_view id) {
    return trial_.send(world_, {.method = "DELETE", .target = path_of(id)}).status;
  }
  bool lists(std::string_view list, std::string_view id) {
    return trial_.send(world_, {.target = std::string(list)}).body.contains(id);
  }

  TrialWorlds trial_;
  World& world_ = trial_.world();
  std::string const of_org_ = "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id) + "/groups";
};

TEST_F(StaleReads, StillSeeWhatIsDeleted) {
  auto const id = trial_.make_project(world_, "One");
  read_stale_after("DELETE");
  ASSERT_LT(remove(id), 300);
  EXPECT_TRUE(trial_.has_project(world_, id));
  EXPECT_TRUE(lists(TrialWorlds::projects, id));
  EXPECT_TRUE(lists(of_org_, id));
  EXPECT_EQ(remove(id), 404) << "only reads are stale";
  world_.clock().advance(milliseconds(4999));
  EXPECT_TRUE(trial_.has_project(world_, id));
  world_.clock().advance(milliseconds(1));
  EXPECT_FALSE(trial_.has_project(world_, id));
  EXPECT_FALSE(lists(TrialWorlds::projects, id));
  EXPECT_FALSE(lists(of_org_, id));
}

TEST_F(StaleReads, DoNotSeeYetWhatIsMade) {
  auto const known = trial_.make_project(world_, "Known");
  read_stale_after("POST");
  auto const id = trial_.make_project(world_, "New");
  ASSERT_EQ(id.size(), 24U) << id;
  EXPECT_FALSE(trial_.has_project(world_, id));
  EXPECT_FALSE(lists(TrialWorlds::projects, id));
  EXPECT_TRUE(lists(TrialWorlds::projects, known));
  EXPECT_NE(trial_.make_project(world_, "New").size(), 24U) << "the name is taken";
  world_.clock().advance(seconds(5));
  EXPECT_TRUE(trial_.has_project(world_, id));
  EXPECT_TRUE(lists(TrialWorlds::projects, id));
}

TEST_F(StaleReads, SeeEverythingElse) {
  auto const id = trial_.make_project(world_, "One");
  auto const other = trial_.make_project(world_, "Two");
  read_stale_after("DELETE");
  ASSERT_LT(remove(id), 300);
  auto const renamed = trial_.send(
      world_, {.method = "PATCH", .target = path_of(other), .body = R"({"name":"Renamed"})"});
  ASSERT_EQ(renamed.status, 200) << renamed.body;
  EXPECT_TRUE(lists(path_of(other), "Renamed"));
  EXPECT_FALSE(lists(TrialWorlds::projects, "Renamed")) << "the list is all as it was";
}

TEST_F(StaleReads, BeginWithTheOldestChange) {
  auto const id = trial_.make_project(world_, "First name");
  read_stale_after("PATCH");
  auto const rename = [&](std::string_view name) {
    std::string body = R"({"name":")";
    body.append(name).append("\"}");
    auto const answer =
        trial_.send(world_, {.method = "PATCH", .target = path_of(id), .body = std::move(body)});
    EXPECT_EQ(answer.status, 200) << answer.body;
  };
  rename("Second name");
  world_.clock().advance(seconds(3));
  rename("Third name");
  EXPECT_TRUE(lists(path_of(id), "First name"));
  world_.clock().advance(seconds(3));
  EXPECT_TRUE(lists(path_of(id), "Second name"));
  world_.clock().advance(seconds(3));
  EXPECT_TRUE(lists(path_of(id), "Third name"));
}

TEST_F(StaleReads, FollowNoChangeThatFailed) {
  trial_.make_project(world_, "One");
  read_stale_after("POST");
  EXPECT_NE(trial_.make_project(world_, "One").size(), 24U);
  world_.faults().clear();
  auto const id = trial_.make_project(world_, "Two");
  EXPECT_TRUE(lists(TrialWorlds::projects, id));
}

TEST_F(StaleReads, FollowAChangeWhoseAnswerIsLostOrFalse) {
  auto const first = trial_.make_project(world_, "One");
  auto const second = trial_.make_project(world_, "Two");
  Match const deletes{.method = "DELETE"};
  ASSERT_TRUE(world_.faults().add(
      {.match = deletes, .do_ = {.disconnect = "after", .stale_reads_ms = 5000}, .times = 1}));
  ASSERT_TRUE(world_.faults().add(
      {.match = deletes, .do_ = {.status = 500, .when = "after", .stale_reads_ms = 5000}}));
  remove(first);
  EXPECT_EQ(remove(second), 500);
  EXPECT_TRUE(trial_.has_project(world_, first));
  EXPECT_TRUE(trial_.has_project(world_, second));
  world_.clock().advance(seconds(5));
  EXPECT_FALSE(trial_.has_project(world_, first));
  EXPECT_FALSE(trial_.has_project(world_, second));
}

TEST_F(StaleReads, EndWithAReset) {
  read_stale_after("POST");
  auto const id = trial_.make_project(world_, "One");
  world_.reset();
  world_.faults().clear();
  world_.clock().freeze();
  EXPECT_EQ(trial_.make_project(world_, "One"), id);
  EXPECT_TRUE(trial_.has_project(world_, id));
}

TEST_F(StaleReads, EndWithTheirRule) {
  auto const first = trial_.make_project(world_, "One");
  auto const second = trial_.make_project(world_, "Two");
  auto const delete_stale = [this](std::string_view id) {
    auto const rule = world_.faults().add(
        {.match = Match{.method = "DELETE"}, .do_ = {.stale_reads_ms = 5000}, .times = 1});
    EXPECT_TRUE(rule);
    EXPECT_LT(remove(id), 300);
    EXPECT_TRUE(trial_.has_project(world_, id)) << "a spent rule is still there";
    return rule->id;
  };
  auto const rule = delete_stale(first);
  delete_stale(second);
  ASSERT_TRUE(world_.faults().remove(rule));
  EXPECT_FALSE(trial_.has_project(world_, first));
  EXPECT_TRUE(trial_.has_project(world_, second)) << "of another rule";
  world_.faults().clear();
  EXPECT_FALSE(trial_.has_project(world_, second));
}

TEST_F(StaleReads, DoNotBeginOnceTheirRuleIsGone) {
  ASSERT_TRUE(
      world_.faults().add({.match = Match{.method = "POST"},
                           .do_ = {.delay_ms = DelayRange{10, 10}, .stale_reads_ms = 5000}}));
  trial_.loop.after(std::chrono::milliseconds(1), [this] { world_.faults().clear(); });
  auto const id = trial_.make_project(world_, "One");
  EXPECT_TRUE(trial_.has_project(world_, id));
}

TEST_F(StaleReads, GoOnAfterARest) {
  auto const id = trial_.make_project(world_, "One");
  read_stale_after("DELETE");
  ASSERT_LT(remove(id), 300);
  EXPECT_TRUE(trial_.has_project(world_, id));
  (void)trial_.loop.run(trial_.worlds.tend(std::chrono::steady_clock::now() + 2 * World::patience));
  EXPECT_FALSE(world_.is_open());
  EXPECT_TRUE(trial_.has_project(world_, id));
}

TEST_F(StaleReads, AreInTheJournalAndMeetOtherRules) {
  auto const id = trial_.make_project(world_, "One");
  read_stale_after("DELETE");
  ASSERT_LT(remove(id), 300);
  ASSERT_TRUE(
      world_.faults().add({.match = Match{.method = "GET"}, .do_ = {.status = 503}, .times = 1}));
  EXPECT_FALSE(trial_.has_project(world_, id));
  EXPECT_TRUE(trial_.has_project(world_, id));
  EXPECT_EQ(world_.journal().all().size(), 4U);
}

}  // namespace
}  // namespace orgd::sandbox
