// What compiles and what does not is most of what there is to say of ids.
#include "store/ids.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

#include "store/locked_org.hpp"

namespace orgd::store {
namespace {

static_assert(!std::is_constructible_v<OrgId, ProjectId>);
static_assert(!std::is_constructible_v<OrgId, std::string_view>);
static_assert(!std::is_convertible_v<OrgId, std::string>, "a copy is seen");
static_assert(std::is_convertible_v<UserId, PrincipalId> &&
              std::is_convertible_v<KeyId, PrincipalId> &&
              std::is_convertible_v<TeamId, PrincipalId>);
static_assert(!std::is_constructible_v<PrincipalId, ProjectId>);
static_assert(!std::is_constructible_v<KeyId, PrincipalId>);
static_assert(!std::is_constructible_v<LockedOrg, OrgId> &&
              !std::is_default_constructible_v<LockedOrg>);

TEST(Ids, HaveOneLengthOrNone) {
  std::string const digits = "0123456789abcdef01234567";
  EXPECT_EQ(OrgId::of(digits).view(), digits);
  EXPECT_FALSE(OrgId::parse(digits + "8"));
  EXPECT_FALSE(OrgId::parse(digits.substr(1)));
  EXPECT_FALSE(OrgId::parse(""));
  EXPECT_TRUE(OrgId().empty());
  EXPECT_EQ(OrgId().view(), "");
  EXPECT_NE(OrgId(), OrgId::of(digits));
  EXPECT_EQ(PrincipalId(KeyId::of(digits)), PrincipalId(UserId::of(digits)));
}

}  // namespace
}  // namespace orgd::store
