// User handles, and what challenges are for.
#include "service/passkeys.hpp"

#include <gtest/gtest.h>

#include "security/base64url.hpp"

namespace orgd {
namespace {

constexpr auto holder_of_passkey = store::UserId::of("32b6e34b3d91647abb20e7b8");

TEST(Passkeys, AUserHandleNamesItsPerson) {
  EXPECT_EQ(user_of_handle(user_handle_of(holder_of_passkey)), holder_of_passkey);
  EXPECT_EQ(user_of_handle(""), std::nullopt);
  EXPECT_EQ(user_of_handle(holder_of_passkey.view()), std::nullopt);
  for (std::string_view const other :
       {"32b6e34b3d91647abb20e7b", "32b6e34b3d91647abb20e7b8a", "32b6e34b3d91647abb20e7bg",
        "32B6E34B3D91647ABB20E7B8", "32b6e34b3d91647abb20e7\xff\xfe"})
    EXPECT_EQ(user_of_handle(to_base64url(other)), std::nullopt) << other;
  std::string const zeros(24, '\0');
  EXPECT_EQ(user_of_handle(to_base64url(zeros)), std::nullopt);
}

TEST(Passkeys, NoTwoPurposesAreAlike) {
  auto const session = store::SessionId::of("32b6e34b3d91647abb20e7b9");
  auto const other = store::SessionId::of("32b6e34b3d91647abb20e7ba");
  auto const factor = store::FactorId::of("32b6e34b3d91647abb20e7bb");
  std::vector<std::string> const purposes{
      purpose_of_sign_in(), purpose_of_second_step(session), purpose_of_second_step(other),
      purpose_of_new_passkey(session, factor), purpose_of_new_passkey(other, factor)};
  for (std::size_t i = 0; i < purposes.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) EXPECT_NE(purposes[i], purposes[k]);
}

TEST(Passkeys, ACounterThatDoesNotGrowIsSeen) {
  EXPECT_FALSE(may_be_copied(0, 0));
  EXPECT_FALSE(may_be_copied(0, 1));
  EXPECT_FALSE(may_be_copied(7, 8));
  EXPECT_TRUE(may_be_copied(7, 7));
  EXPECT_TRUE(may_be_copied(7, 0));
}

}  // namespace
}  // namespace orgd
