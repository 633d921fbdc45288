// Who makes worlds by their names, and which of these make room for others.
#include <gtest/gtest.h>

#include "sandbox/api_door.hpp"
#include "sandbox/trial_control.hpp"

namespace orgd::sandbox {
namespace {

class AutomaticWorlds : public TrialControl {
 protected:
  AutomaticWorlds() : TrialControl(true) {}

  World& name(std::string const& name) { return *worlds_.find_or_make(name).value(); }
  // No room is left, and these make none.
  void fill() {
    for (std::size_t i = 0; worlds_.size() < Worlds::most; ++i)
      ASSERT_TRUE(worlds_.make("asked-for-" + std::to_string(i)));
  }
  bool has(std::string_view name) const { return worlds_.find(name).has_value(); }

  Worlds& worlds_ = trial_.worlds;
};

TEST_F(AutomaticWorlds, AreMadeByTheirNames) {
  EXPECT_TRUE(worlds_.find_or_make("new"));
  EXPECT_FALSE(worlds_.find_or_make("No Name"));
  EXPECT_EQ(worlds_.size(), 2U);
}

TEST_F(AutomaticWorlds, AreMadeByCallersAndByWhatChangesSomething) {
  Request request;
  TrialWorlds::fill(request, {.target = std::string(TrialWorlds::projects), .world = "called"});
  Response response;
  (void)trial_.loop.run(api_door(worlds_)(request, response));
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_TRUE(has("called"));
  for (auto const* path : {"/clock", "/faults", "/requests", "/mails", ":export"})
    EXPECT_EQ(send("GET", std::string(path) + "?world=looked-for").status, 404) << path;
  EXPECT_FALSE(has("looked-for"));
  EXPECT_EQ(send("PATCH", "/clock?world=changed").status, 200);
  EXPECT_TRUE(has("changed"));
}

TEST_F(AutomaticWorlds, MakeRoomWhenTheyAreAsTheyBegan) {
  for (auto const* world : {"first", "second", "third"}) name(world);
  fill();
  EXPECT_FALSE(trial_.has_project(name("first"), "600000000000000000000000")) << "it is only read";
  name("new");
  EXPECT_FALSE(has("second")) << "used longest ago";
  EXPECT_TRUE(worlds_.make("asked-for"));
  EXPECT_FALSE(has("third"));
  name("newer");
  EXPECT_FALSE(has("first")) << "read before the other one was made";
  EXPECT_TRUE(has("new"));
  EXPECT_EQ(worlds_.size(), Worlds::most);
}

TEST_F(AutomaticWorlds, StayWhenTheyHaveSomethingOfTheirOwn) {
  trial_.make_project(name("written"), "One");
  ASSERT_TRUE(name("ruled").faults().add({.do_ = {.status = 503}}));
  ASSERT_TRUE(trial_.loop.run(name("kept").take_snapshot("one")));
  name("timed").clock().freeze();
  name("asked-for");
  ASSERT_TRUE(worlds_.make("asked-for"));
  auto const in_hand = worlds_.find_or_make("in-hand").value();
  fill();
  EXPECT_FALSE(worlds_.find_or_make("new"));
  EXPECT_FALSE(worlds_.make("new"));
  for (auto const* world : {"written", "ruled", "kept", "timed", "asked-for", "in-hand"})
    EXPECT_TRUE(has(world)) << world;
}

}  // namespace
}  // namespace orgd::sandbox
