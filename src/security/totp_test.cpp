// The rfc_codes of RFC 6238 and RFC 4648, and which steps count.
#include "security/totp.hpp"

#include <gtest/gtest.h>

#include <array>

namespace orgd {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view rfc_secret = "12345678901234567890";

std::chrono::sys_seconds moment_at(std::int64_t second) {
  return std::chrono::sys_seconds(std::chrono::seconds(second));
}

struct RfcCode {
  std::int64_t second;
  std::string_view eight_digits;
};
// RFC 6238, appendix B, for SHA-1; six digits are the last ones.
constexpr std::array rfc_codes{RfcCode{59, "94287082"},         RfcCode{1111111109, "07081804"},
                               RfcCode{1111111111, "14050471"}, RfcCode{1234567890, "89005924"},
                               RfcCode{2000000000, "69279037"}, RfcCode{20000000000, "65353130"}};

TEST(Totp, MakesTheCodesOfTheStandard) {
  for (auto const& [second, digits] : rfc_codes)
    EXPECT_EQ(totp_code(rfc_secret, totp_step(moment_at(second))), digits.substr(2)) << second;
}

TEST(Totp, TakesTheStepsBesideThePresentOne) {
  auto const now = moment_at(1111111109);
  auto const step = totp_step(now);
  for (auto const other : {step - 1, step, step + 1})
    EXPECT_EQ(fitting_step(rfc_secret, totp_code(rfc_secret, other), now, 0), other);
  for (auto const other : {step - 2, step + 2})
    EXPECT_EQ(fitting_step(rfc_secret, totp_code(rfc_secret, other), now, 0), std::nullopt);
}

TEST(Totp, TakesNoStepThatWasUsedOrIsEarlier) {
  auto const now = moment_at(1111111109);
  auto const step = totp_step(now);
  for (auto const other : {step - 1, step})
    EXPECT_EQ(fitting_step(rfc_secret, totp_code(rfc_secret, other), now, step), std::nullopt);
  EXPECT_EQ(fitting_step(rfc_secret, totp_code(rfc_secret, step + 1), now, step), step + 1);
}

TEST(Totp, TakesSixDigitsAlone) {
  auto const now = moment_at(1111111109);
  std::string const code = totp_code(rfc_secret, totp_step(now));
  for (std::string const& other : {code + "0", " " + code, code.substr(1), std::string()})
    EXPECT_EQ(fitting_step(rfc_secret, other, now, 0), std::nullopt) << other;
}

TEST(Totp, WritesBase32AsTheStandardWithoutItsPadding) {
  EXPECT_EQ(base32_of(""), "");
  EXPECT_EQ(base32_of("f"), "MY");
  EXPECT_EQ(base32_of("fo"), "MZXQ");
  EXPECT_EQ(base32_of("foo"), "MZXW6");
  EXPECT_EQ(base32_of("foob"), "MZXW6YQ");
  EXPECT_EQ(base32_of("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32_of("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(base32_of("\xff\xff\xff\xff\xff"), "77777777");
}

TEST(Totp, TellsAnAppUnderWhichNames) {
  EXPECT_EQ(totp_uri(rfc_secret, "orgd.example.org", "dana@example.org"),
            "otpauth://totp/orgd.example.org:dana%40example.org"
            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=orgd.example.org"
            "&algorithm=SHA1&digits=6&period=30");
}

TEST(Totp, MakesSecretsOfTwentyBytes) {
  SystemPlatform platform;
  std::string const secret = new_totp_secret(platform);
  EXPECT_EQ(secret.size(), 20U);
  EXPECT_NE(secret, new_totp_secret(platform));
}

}  // namespace
}  // namespace orgd
