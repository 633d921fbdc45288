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

  Response make_key() {
    return trial_.send(
        world_, {.method = "POST",
                 .target = "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id) + "/apiKeys",
                 .body = R"({"desc":"of a test","roles":["ORG_OWNER"]})"});
  }
  void add(Effect effect) {
    ASSERT_TRUE(world_.faults().add({.match = Match{.method = "POST"}, .do_ = std::move(effect)}));
  }
  // Within `a_while`. The rules are for the request that is under way then.
  void go_back_soon(std::function<void()> way) {
    trial_.loop.after(milliseconds(1), [this, way = std::move(way)] {
      way();
      world_.faults().clear();
      gone_back_ = true;
    });
  }
  void reset_soon() {
    go_back_soon([this] { world_.reset(); });
  }
  // To a request that was under way then.
  void expect_late(Response const& answer, int status) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_TRUE(gone_back_);
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

}  // namespace
}  // namespace orgd::sandbox
