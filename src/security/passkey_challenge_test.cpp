// Challenges that need no memory.
#include "security/passkey_challenge.hpp"

#include <gtest/gtest.h>

#include "security/base64url.hpp"

namespace orgd {
namespace {

constexpr std::chrono::sys_seconds made_at{std::chrono::seconds(1748779200)};
constexpr std::chrono::seconds clocks_apart{300};

Vault const& vault_of_sevens() {
  static Vault const of(Vault::parse(std::string(64, '7')));
  return of;
}

bool fits_then(std::string_view challenge, std::string_view purpose, std::chrono::sys_seconds now) {
  return is_passkey_challenge(vault_of_sevens(), challenge, purpose, now, clocks_apart);
}

TEST(PasskeyChallenge, CountsForItsPurposeAndItsTime) {
  SystemPlatform platform;
  auto const challenge = new_passkey_challenge(platform, vault_of_sevens(), "sign in", made_at);
  EXPECT_NE(challenge, new_passkey_challenge(platform, vault_of_sevens(), "sign in", made_at));
  EXPECT_TRUE(fits_then(challenge, "sign in", made_at));
  EXPECT_TRUE(fits_then(challenge, "sign in", made_at + passkey_challenge_life));
  EXPECT_FALSE(
      fits_then(challenge, "sign in", made_at + passkey_challenge_life + std::chrono::seconds(1)));
  EXPECT_TRUE(fits_then(challenge, "sign in", made_at - clocks_apart));
  EXPECT_FALSE(fits_then(challenge, "sign in", made_at - clocks_apart - std::chrono::seconds(1)));
  EXPECT_FALSE(fits_then(challenge, "sign i", made_at));
  EXPECT_FALSE(fits_then(challenge, "", made_at));
}

TEST(PasskeyChallenge, OfAnotherKeyOrChangedItIsNone) {
  SystemPlatform platform;
  Vault const other(Vault::parse(std::string(64, '8')));
  auto const challenge = new_passkey_challenge(platform, vault_of_sevens(), "sign in", made_at);
  EXPECT_FALSE(is_passkey_challenge(other, challenge, "sign in", made_at, clocks_apart));
  auto const bytes = from_base64url(challenge).value();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(fits_then(to_base64url(changed), "sign in", made_at)) << i;
    EXPECT_FALSE(fits_then(to_base64url(bytes.substr(0, i)), "sign in", made_at)) << i;
  }
  EXPECT_FALSE(fits_then(challenge + "AAAA", "sign in", made_at));
}

}  // namespace
}  // namespace orgd
