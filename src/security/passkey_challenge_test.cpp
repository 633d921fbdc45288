// Challenges that need no memory.
#include "security/passkey_challenge.hpp"

#include <gtest/gtest.h>

#include "security/base64url.hpp"

namespace orgd {
namespace {

using std::chrono::seconds;

constexpr std::chrono::sys_seconds noon{seconds(1748779200)};
constexpr seconds ahead{300};

Vault const& vault() {
  static Vault const of(Vault::parse(std::string(64, '7')));
  return of;
}

bool fits(std::string_view challenge, std::string_view purpose, std::chrono::sys_seconds now) {
  return is_passkey_challenge(vault(), challenge, purpose, now, ahead);
}

TEST(PasskeyChallenge, CountsForItsPurposeAndItsTime) {
  SystemPlatform platform;
  auto const challenge = new_passkey_challenge(platform, vault(), "sign in", noon);
  EXPECT_NE(challenge, new_passkey_challenge(platform, vault(), "sign in", noon));
  EXPECT_TRUE(fits(challenge, "sign in", noon));
  EXPECT_TRUE(fits(challenge, "sign in", noon + passkey_challenge_life));
  EXPECT_FALSE(fits(challenge, "sign in", noon + passkey_challenge_life + seconds(1)));
  EXPECT_TRUE(fits(challenge, "sign in", noon - ahead));
  EXPECT_FALSE(fits(challenge, "sign in", noon - ahead - seconds(1)));
  EXPECT_FALSE(fits(challenge, "sign i", noon));
  EXPECT_FALSE(fits(challenge, "", noon));
}

TEST(PasskeyChallenge, OfAnotherKeyOrChangedItIsNone) {
  SystemPlatform platform;
  Vault const other(Vault::parse(std::string(64, '8')));
  auto const challenge = new_passkey_challenge(platform, vault(), "sign in", noon);
  EXPECT_FALSE(is_passkey_challenge(other, challenge, "sign in", noon, ahead));
  auto const bytes = from_base64url(challenge).value();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(fits(to_base64url(changed), "sign in", noon)) << i;
    EXPECT_FALSE(fits(to_base64url(bytes.substr(0, i)), "sign in", noon)) << i;
  }
  EXPECT_FALSE(fits(challenge + "AAAA", "sign in", noon));
}

}  // namespace
}  // namespace orgd
