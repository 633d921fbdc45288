// A write that the database undid and runs again, while another server had its way in between: the
// answer is that of the last attempt, and nothing of the first one is in it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "interrupted.hpp"

namespace contract {
namespace {

class Repeat : public Interrupted {};

TEST_F(Repeat, WhatAnotherDeletedMeanwhileIsNotFound) {
  auto const deletion = world_.request("DELETE", world_.org());
  Answer const answer = interrupted(deletion, deletion);
  EXPECT_EQ(answer.status, 404) << conformance::describe(answer);
  EXPECT_EQ(code_of(answer), "ORG_NOT_FOUND");
}

TEST_F(Repeat, ARefusalShowsNoLinkToWhatWasUndone) {
  auto const creation =
      world_.request("POST", "/groups", fmt::format(R"({{"name":"P","orgId":"{}"}})", world_.id()));
  Answer const answer = interrupted(creation, world_.request("DELETE", world_.org()));
  EXPECT_EQ(answer.status, 404) << conformance::describe(answer);
  EXPECT_EQ(answer.header("Location"), "");
}

TEST_F(Repeat, ACallerWhoseKeyIsRevokedMeanwhileIsRefused) {
  auto const key = world_.new_key("ORG_OWNER");
  auto creation =
      world_.request("POST", world_.org("/apiKeys"), R"({"desc":"Second","roles":["ORG_MEMBER"]})");
  creation.credentials = key.pair;
  Answer const answer =
      interrupted(creation, world_.request("DELETE", world_.org("/apiKeys/" + key.id)));
  EXPECT_EQ(answer.status, 401) << conformance::describe(answer);
  EXPECT_TRUE(answer.header("WWW-Authenticate").starts_with("Digest")) << answer.status;
}

TEST_F(Repeat, WhatIsRunAgainIsDoneOnce) {
  Answer const answer = interrupted(
      world_.request("POST", world_.org("/apiKeys"), R"({"desc":"Once","roles":["ORG_MEMBER"]})"),
      world_.request("PATCH", world_.org(), R"({"name":"Renamed"})"));
  EXPECT_EQ(answer.status, 200) << conformance::describe(answer);
  std::string const keys = world_.get(world_.org("/apiKeys")).body;
  EXPECT_EQ(keys.find("Once"), keys.rfind("Once")) << keys;
}

}  // namespace
}  // namespace contract
