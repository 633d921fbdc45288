// Which world a request is for, and that links lead back into it.
#include "sandbox/api_door.hpp"

#include <gtest/gtest.h>

#include "sandbox/trial_worlds.hpp"

namespace orgd::sandbox {
namespace {

struct Taken {
  Result<std::string> name;
  std::string target;
  std::string prefix;
};
Taken take(std::string const& target, std::string const& field = {}) {
  Request request;
  request.target = target;
  if (!field.empty()) request.add_field("x-orgd-world", field);
  auto name = take_world_name(request);
  return {std::move(name), request.target, request.prefix};
}

TEST(WorldName, IsInTheFieldOrInThePathOrNowhere) {
  EXPECT_EQ(take("/api/atlas/v2/orgs").name, "");
  EXPECT_EQ(take("/api/atlas/v2/orgs", "one").name, "one");
  auto const taken = take("/w/two/api/atlas/v2/orgs?pretty=true");
  EXPECT_EQ(taken.name, "two");
  EXPECT_EQ(taken.target, "/api/atlas/v2/orgs?pretty=true");
  EXPECT_EQ(taken.prefix, "/w/two");
}

TEST(WorldName, LeavesATargetWhateverStandsThere) {
  EXPECT_EQ(take("/w/two").target, "/");
  EXPECT_EQ(take("/w/two?a=b").target, "/?a=b");
  EXPECT_EQ(take("/world/two").target, "/world/two");
  EXPECT_EQ(take("/world/two").name, "");
}

TEST(WorldName, IsNoneWhereFieldAndPathDiffer) {
  EXPECT_TRUE(take("/w/two/api", "two").name);
  EXPECT_FALSE(take("/w/two/api", "one").name);
  EXPECT_FALSE(take("/w//api").name);
  Request request;
  request.target = "/api";
  request.add_field("X-Orgd-World", "one");
  request.add_field("X-Orgd-World", "one");
  EXPECT_FALSE(take_world_name(request));
}

class ApiDoor : public ::testing::Test {
 protected:
  Response send(TrialWorlds::Sent const& sent) {
    Request request;
    TrialWorlds::fill(request, sent);
    Response response;
    (void)trial_.loop.run(door_(request, response));
    return response;
  }
  TrialWorlds trial_;
  Handler door_ = api_door(trial_.worlds);
};

TEST_F(ApiDoor, LinksLeadBackIntoTheWorldOfThePath) {
  ASSERT_TRUE(trial_.worlds.make("two"));
  auto const path = "/api/atlas/v2/orgs/" + std::string(TrialWorlds::org_id);
  auto const in_path = send({.target = "/w/two" + path});
  EXPECT_EQ(in_path.status, 200) << in_path.body;
  EXPECT_NE(in_path.body.find("\"http://localhost:8080/w/two" + path), std::string::npos)
      << in_path.body;
  auto const in_field = send({.target = path, .world = "two"});
  EXPECT_NE(in_field.body.find("\"http://localhost:8080" + path), std::string::npos)
      << in_field.body;
  EXPECT_EQ(trial_.world("two").journal().all().size(), 2U);
}

TEST_F(ApiDoor, RepeatsNoNameThatNoWorldCanHave) {
  for (auto const& sent : {TrialWorlds::Sent{.target = "/api/atlas/v2", .world = "\xff"},
                           TrialWorlds::Sent{.target = "/w/\xff/api/atlas/v2"}}) {
    auto const answer = send(sent);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.body.find('\xff'), std::string::npos) << answer.body;
  }
}

TEST_F(ApiDoor, SaysThatThereIsNoSuchWorld) {
  auto const answer = send({.target = "/w/nowhere/api/atlas/v2/orgs"});
  EXPECT_EQ(answer.status, 404);
  EXPECT_NE(answer.body.find("RESOURCE_NOT_FOUND"), std::string::npos);
  EXPECT_NE(answer.body.find("world nowhere"), std::string::npos);
}

}  // namespace
}  // namespace orgd::sandbox
