// The permission table, printed and held against contract 3.6.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

#include "atlas/role.hpp"

namespace contract {
namespace {

using atlas::Access;
using atlas::GroupRole;
using atlas::OrgRole;
using atlas::Rights;

struct Class {
  Access access;
  char const* name;
};
constexpr std::array classes{
    Class{Access::any_member, "A any member"},
    Class{Access::org_owner, "B organization owner"},
    Class{Access::visible_projects, "C visible projects"},
    Class{Access::own_orgs, "D own organizations"},
    Class{Access::project_creator, "E project creator"},
    Class{Access::project_member, "F project member"},
    Class{Access::project_owner, "G project owner"},
    Class{Access::project_manager, "H project manager"},
    Class{Access::role_granter, "I role granter"},
    Class{Access::self_or_manager, "J self or manager"},
    Class{Access::self_or_owner, "K self or owner"},
    Class{Access::org_reader, "L organization reader"},
};

// Y allowed, - refused, f what the caller may see, s for the calling credential itself, r for roles
// that are the caller's to give.
char mark(Access access, Rights rights) {
  Rights as_self = rights;
  as_self.self = true;
  if (!allows(access, as_self)) return '-';
  if (!allows(access, rights)) return 's';
  if (access == Access::own_orgs) return 'f';
  if (access == Access::role_granter) return 'r';
  bool const all = access != Access::visible_projects || sees_all_projects(rights.org_roles);
  return all ? 'Y' : 'f';
}

std::string row_of(Class const& of) {
  std::string line;
  for (std::size_t i = 0; i < atlas::org_role_names.size(); ++i)
    line += mark(of.access, {.inside = true, .org_roles = {static_cast<OrgRole>(i)}});
  line += ' ';
  for (std::size_t i = 0; i < atlas::group_role_names.size(); ++i)
    line += mark(of.access, {.inside = true, .group_roles = {static_cast<GroupRole>(i)}});
  line += ' ';
  line += mark(of.access, {.inside = true});
  line += mark(of.access, {});
  return fmt::format("{:<22}{}\n", of.name, line);
}

// Columns: organization roles in the order of OrgRole, project roles in the order of GroupRole,
// then somebody inside without a role and somebody outside.
constexpr std::string_view expected =
    "A any member          YYYYYYYY YYYYYYYYYYYY --\n"
    "B organization owner  Y------- ------------ --\n"
    "C visible projects    YfffYfff ffffffffffff --\n"
    "D own organizations   ffffffff ffffffffffff ff\n"
    "E project creator     YY------ ------------ --\n"
    "F project member      Y---Y--- YYYYYYYYYYYY --\n"
    "G project owner       Y------- Y----------- --\n"
    "H project manager     Y------- YY---------- --\n"
    "I role granter        rrrrrrrr rrrrrrrrrrrr rr\n"
    "J self or manager     Ysssssss Ysssssssssss s-\n"
    "K self or owner       Ysssssss ssssssssssss s-\n"
    "L organization reader Y---Y--- ------------ --\n";

TEST(Allows, IsTheContractsTable) {
  std::string table;
  for (Class const& of : classes) table += row_of(of);
  EXPECT_EQ(table, expected);
}

TEST(Allows, OwnsNoClassThatTheTableDoesNotShow) {
  // The link's class alone has no column: its callers have no role at all.
  EXPECT_EQ(classes.size(), static_cast<std::size_t>(Access::link));
  EXPECT_TRUE(allows(Access::link, {}));
  EXPECT_TRUE(allows(Access::sign_in, {}));
  EXPECT_TRUE(allows(Access::anybody, {}));
  EXPECT_TRUE(allows(Access::person, {.person = true}));
  EXPECT_TRUE(allows(Access::own_session, {.person = true}));
  Rights const owner{.inside = true, .org_roles = {OrgRole::org_owner}};
  EXPECT_FALSE(allows(Access::person, owner));
  EXPECT_FALSE(allows(Access::own_session, owner));
  EXPECT_FALSE(allows(Access::server_operator, owner));
  EXPECT_FALSE(allows(Access::server_operator, {.person = true}));
  Rights const looking{.person = true, .server_operator = true};
  EXPECT_TRUE(allows(Access::server_operator, looking));
  for (Class const& of : classes)
    EXPECT_EQ(allows(of.access, looking), atlas::row_of(of.access).everybody) << of.name;
}

TEST(Allows, GivesOutsidersNothing) {
  Rights outsider{.inside = false,
                  .org_roles = {OrgRole::org_owner},
                  .group_roles = {GroupRole::group_owner},
                  .self = true};
  for (Class const& of : classes)
    EXPECT_EQ(allows(of.access, outsider), atlas::row_of(of.access).everybody) << of.name;
}

}  // namespace
}  // namespace contract
