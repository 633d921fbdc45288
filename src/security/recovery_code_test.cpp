// Codes that people write down and type again.
#include "security/recovery_code.hpp"

#include <gtest/gtest.h>

#include <set>

namespace orgd {
namespace {

TEST(RecoveryCode, IsSixGroupsOfFour) {
  SystemPlatform platform;
  std::set<std::string> codes;
  for (int i = 0; i < 100; ++i) {
    std::string const code = new_recovery_code(platform);
    ASSERT_EQ(code.size(), 29U) << code;
    for (std::size_t at = 0; at < code.size(); ++at) {
      bool const letter =
          (code[at] >= 'a' && code[at] <= 'z') || (code[at] >= '2' && code[at] <= '7');
      EXPECT_TRUE(at % 5 == 4 ? code[at] == '-' : letter) << code;
    }
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 100U);
}

TEST(RecoveryCode, IsTheSameHoweverItIsTyped) {
  auto const hash = hash_of_recovery_code("abcd-efgh-2345-abcd-efgh-2345");
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(hash_of_recovery_code(" ABCDefgh 2345-abcd-EFGH2345"), hash);
  EXPECT_NE(hash_of_recovery_code("abcd-efgh-2345-abcd-efgh-2346"), hash);
}

}  // namespace
}  // namespace orgd
