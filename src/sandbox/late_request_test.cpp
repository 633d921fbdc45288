// A request that is still under way when its world goes back is answered, and is nothing to the
// state that the world has then.
#include <gtest/gtest.h>

#include "sandbox/trial_worlds.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::milliseconds;

class LateRequest : public ::testing::Test {
 protected:
  static constexpr DelayRange a_while{20, 20};
  static constexpr std::string_view users = "/api/atlas/v2/users";

  Response make_key() {
    return trial_.send(
        world_, {.method = "POST",
                 .target = "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id) + "/apiKeys",
                 .body = R"({"desc":"of a test","roles":["ORG_OWNER"]})"});
  }
  Response make_user() {
    return trial_.send(world_, {.method = "POST",
                                .target = std::string(users),
                                .body = R"({"username":"dana@example.org","firstName":"Dana",)"
                                        R"("lastName":"Doe","country":"DE",)"
                                        R"("password":"correct horse",)"
                                        R"("roles":[{"orgId":"600000000000000000000e10",)"
                                        R"("roleName":"ORG_MEMBER"}]})"});
  }
  void add(Effect effect) {
    ASSERT_TRUE(world_.faults().add({.match = Match{.method = "POST"}, .do_ = std::move(effect)}));
  }
  // The rules are for the request that is under way.
  void go_back(std::function<void()> const& way) {
    way();
    world_.faults().clear();
    gone_back_ = true;
  }
  // Within `a_while`.
  void go_back_soon(std::function<void()> way) {
    trial_.loop.after(milliseconds(1), [this, way = std::move(way)] { go_back(way); });
  }
  void reset_soon() {
    go_back_soon([this] { world_.reset(); });
  }
  // To a request that was under way then.
  void expect_late(Response const& answer, int status) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_TRUE(gone_back_);
  }
  bool lists(std::string_view id) {
    return trial_.send(world_, {.target = std::string(TrialWorlds::projects)}).body.contains(id);
  }

  TrialWorlds trial_;
  World& world_ = trial_.world();
  bool gone_back_ = false;
};

TEST_F(LateRequest, TakesNoSecretsOfTheStateAfterAReset) {
  auto const clean = make_key();
  ASSERT_EQ(clean.status, 200) << clean.body;
  world_.reset();
  add({.delay_ms = a_while});
  reset_soon();
  expect_late(make_key(), 200);
  EXPECT_EQ(make_key().body, clean.body);
}

TEST_F(LateRequest, TakesNoSecretsOfASnapshotsState) {
  make_key();
  ASSERT_TRUE(trial_.loop.run(world_.take_snapshot("then")));
  auto const clean = make_key();
  ASSERT_EQ(clean.status, 200) << clean.body;
  ASSERT_TRUE(world_.restore_snapshot("then"));
  add({.delay_ms = a_while});
  go_back_soon([this] { EXPECT_TRUE(world_.restore_snapshot("then")); });
  expect_late(make_key(), 200);
  EXPECT_EQ(make_key().body, clean.body);
}

TEST_F(LateRequest, MakesNoReadsStaleAfterAReset) {
  add({.delay_ms = a_while, .stale_reads_ms = 60000});
  reset_soon();
  auto const late = trial_.make_project(world_, "One");
  EXPECT_EQ(late.size(), 24U) << late;
  EXPECT_TRUE(gone_back_);
  // The same id, so that what was done to the one would be seen at the other.
  auto const id = trial_.make_project(world_, "One");
  EXPECT_EQ(id, late);
  EXPECT_TRUE(trial_.has_project(world_, id));
  EXPECT_TRUE(lists(id));
}

TEST_F(LateRequest, MakesNoReadsStaleThatBeganAsAChangeBeforeTheReset) {
  add({.stale_reads_ms = 60000});
  // A password is hashed between the change's two ends, and goes on after what is posted now.
  trial_.loop.post([this] { go_back([this] { world_.reset(); }); });
  auto const late = make_user();
  expect_late(late, 201);
  auto const made = make_user();
  EXPECT_EQ(made.body, late.body);
  auto const body = atlas::parse_json(made.body);
  ASSERT_TRUE(body && body->find("id")) << made.body;
  auto const shown =
      trial_.send(world_, {.target = std::string(users) + "/" + body->find("id")->text});
  EXPECT_EQ(shown.status, 200) << shown.body;
}

}  // namespace
}  // namespace orgd::sandbox
