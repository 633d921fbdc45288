// Which passwords are refused for being easy to guess.
#include "security/password_strength.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace orgd {
namespace {

std::vector<std::string> const nothing_known;

TEST(PasswordStrength, RefusesWhatIsTriedFirst) {
  for (auto const* password : {"12345678", "Password1", "qwertyuiop", "P@ssw0rd!", "aaaaaaaaaaaa",
                               "iloveyou2", "2024-12-24", "letmein123"})
    EXPECT_TRUE(is_easily_guessed(password, nothing_known)) << password;
}

TEST(PasswordStrength, TakesWordsAndRandomLetters) {
  for (auto const* password : {"correct horse", "jx7#qLp2", "long enough 1", "ein langes Wort"})
    EXPECT_FALSE(is_easily_guessed(password, nothing_known)) << password;
}

TEST(PasswordStrength, KnowsWhoItIs) {
  std::vector<std::string> const known{"zuleika", "xylocorp", "yz"};
  EXPECT_FALSE(is_easily_guessed("zuleika xylocorp", nothing_known));
  EXPECT_TRUE(is_easily_guessed("zuleikaxylocorp", known));
}

TEST(PasswordStrength, LooksAtTheBeginningOfALongOne) {
  EXPECT_TRUE(is_easily_guessed(std::string(256, 'a'), nothing_known));
  EXPECT_FALSE(is_easily_guessed("correct horse battery" + std::string(200, 'a'), nothing_known));
}

}  // namespace
}  // namespace orgd
