// Which paths tell of a change.
#include "sandbox/changed_object.hpp"

#include <gtest/gtest.h>

namespace orgd::sandbox {
namespace {

class ChangedObjects : public ::testing::Test {
 protected:
  static constexpr std::string_view org = "/api/atlas/v2/orgs/aaaaaaaaaaaaaaaaaaaaaaaa";
  static constexpr std::string_view group = "/api/atlas/v2/groups/bbbbbbbbbbbbbbbbbbbbbbbb";
  static constexpr std::string_view id = "cccccccccccccccccccccccc";

  static std::string path(std::string_view first, std::string_view rest) {
    return std::string(first).append(rest);
  }
};

TEST_F(ChangedObjects, AreReadAtTheirPathBelowItAndInTheirList) {
  ChangedObject const team(path(org, "/teams/cccccccccccccccccccccccc"), "");
  EXPECT_TRUE(team.is_read_at(path(org, "/teams/cccccccccccccccccccccccc")));
  EXPECT_TRUE(team.is_read_at(path(org, "/teams/cccccccccccccccccccccccc/users")));
  EXPECT_TRUE(team.is_read_at(path(org, "/teams/")));
  EXPECT_FALSE(team.is_read_at(path(org, "/teams/dddddddddddddddddddddddd")));
  EXPECT_FALSE(team.is_read_at(path(org, "/users")));
  EXPECT_FALSE(team.is_read_at(org));
  EXPECT_FALSE(team.is_read_at("/"));
}

TEST_F(ChangedObjects, AreReadInPlacesOfOtherKinds) {
  ChangedObject const team(path(org, "/teams/cccccccccccccccccccccccc"), "");
  EXPECT_TRUE(team.is_read_at(path(group, "/teams/cccccccccccccccccccccccc")));
  EXPECT_TRUE(team.is_read_at(path(group, "/teams")));
  EXPECT_FALSE(team.is_read_at("/api/atlas/v2/orgs/dddddddddddddddddddddddd/teams"))
      << "another organization has others";
  ChangedObject const project(group, "");
  EXPECT_TRUE(project.is_read_at("/api/atlas/v2/groups"));
  EXPECT_TRUE(project.is_read_at(path(org, "/groups")));
  EXPECT_TRUE(project.is_read_at(path(group, "/users")));
  EXPECT_FALSE(project.is_read_at("/api/atlas/v2/groups/dddddddddddddddddddddddd"));
}

TEST_F(ChangedObjects, AreWhatWasMade) {
  ChangedObject const team(path(org, "/teams"), id);
  EXPECT_TRUE(team.is_read_at(path(org, "/teams")));
  EXPECT_TRUE(team.is_read_at(path(org, "/teams/cccccccccccccccccccccccc")));
  EXPECT_FALSE(team.is_read_at(path(org, "/teams/dddddddddddddddddddddddd")));
  ChangedObject const account(path(org, "/serviceAccounts"), "mdb_sa_id_cccccccccccccccccccccccc");
  EXPECT_TRUE(account.is_read_at(path(group, "/serviceAccounts")));
}

TEST_F(ChangedObjects, AreWhatAVerbIsAbout) {
  ChangedObject const person(path(org, "/users/cccccccccccccccccccccccc:addRole"), id);
  EXPECT_TRUE(person.is_read_at(path(org, "/users/cccccccccccccccccccccccc")));
  EXPECT_TRUE(person.is_read_at(path(org, "/users")));
}

TEST_F(ChangedObjects, WithoutAnIdAreReadAtTheirOwnPathAlone) {
  ChangedObject const settings(path(org, "/settings"), "");
  EXPECT_TRUE(settings.is_read_at(path(org, "/settings")));
  EXPECT_TRUE(settings.is_read_at(org)) << "they directly lie in that";
  EXPECT_FALSE(settings.is_read_at("/api/atlas/v2/orgs/dddddddddddddddddddddddd/settings"));
  EXPECT_FALSE(ChangedObject("/", "").is_read_at(org));
}

}  // namespace
}  // namespace orgd::sandbox
