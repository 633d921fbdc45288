// Names of roles, and sets of them. The permission table has its test with the derived ones.
#include "atlas/role.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace atlas {
namespace {

TEST(Roles, ComeBackFromTheirNames) {
  for (std::size_t i = 0; i < org_role_names.size(); ++i)
    EXPECT_EQ(parse_org_role(org_role_names[i]), static_cast<OrgRole>(i)) << org_role_names[i];
  for (std::size_t i = 0; i < group_role_names.size(); ++i)
    EXPECT_EQ(parse_group_role(group_role_names[i]), static_cast<GroupRole>(i));
  EXPECT_EQ(name_of(OrgRole::org_team_members_admin), "ORG_TEAM_MEMBERS_ADMIN");
  EXPECT_EQ(name_of(GroupRole::group_database_access_admin), "GROUP_DATABASE_ACCESS_ADMIN");
}

TEST(Roles, AreKnownByTheirExactNamesAlone) {
  for (auto const* name : {"", "org_owner", "ORG_OWNER ", "ORG_OWNE", "GROUP_OWNER", "ORG_OWNERS"})
    EXPECT_FALSE(parse_org_role(name)) << name;
  for (auto const* name : {"", "group_owner", "ORG_OWNER", "GROUP_"})
    EXPECT_FALSE(parse_group_role(name)) << name;
}

TEST(Role, IsKnownByItsEnumeratorAndByItsName) {
  Role const role = OrgRole::org_member;
  EXPECT_EQ(role.name(), "ORG_MEMBER");
  EXPECT_TRUE(role == OrgRole::org_member && OrgRole::org_member == role);
  EXPECT_TRUE(role != OrgRole::org_owner && role != GroupRole::group_owner);
  EXPECT_TRUE(role == "ORG_MEMBER" && role == std::string("ORG_MEMBER") && role != "ORG_OWNER");
  EXPECT_EQ(role, Role("ORG_MEMBER"));
  std::ostringstream told;
  told << Role(GroupRole::group_owner);
  EXPECT_EQ(told.str(), "GROUP_OWNER");
}

TEST(Role, OfALaterServerStaysAsItCame) {
  Role const unknown = std::string("ORG_OF_A_LATER_SERVER");
  EXPECT_EQ(unknown.name(), "ORG_OF_A_LATER_SERVER");
  for (std::size_t i = 0; i < org_role_names.size(); ++i)
    EXPECT_FALSE(unknown == static_cast<OrgRole>(i)) << org_role_names[i];
  EXPECT_EQ(Role().name(), "");
}

TEST(RoleSet, HoldsWhatWasAdded) {
  RoleSet<OrgRole> roles;
  EXPECT_TRUE(roles.empty());
  roles.add(OrgRole::org_member);
  roles.add(OrgRole::org_team_members_admin);
  EXPECT_TRUE(roles.has(OrgRole::org_member));
  EXPECT_FALSE(roles.has(OrgRole::org_owner));
  EXPECT_TRUE(roles.meets({OrgRole::org_owner, OrgRole::org_team_members_admin}));
  EXPECT_FALSE(roles.meets({OrgRole::org_owner, OrgRole::org_read_only}));
  EXPECT_FALSE(roles.meets({}));
}

}  // namespace
}  // namespace atlas
