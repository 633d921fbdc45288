// Pictures for a camera.
#include "security/qr_code.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace orgd {
namespace {

// Of the code without its margin: 21 squares and 4 more with each version.
int width_of(std::string const& svg) {
  constexpr std::string_view before = "viewBox=\"0 0 ";
  auto const at = svg.find(before);
  return at == svg.npos ? 0 : std::stoi(svg.substr(at + before.size())) - 8;
}

TEST(QrCode, IsAsWideAsItsTextNeeds) {
  // What the standard gives: 14 bytes are a version 1, 15 a version 2, 2331 the last one.
  EXPECT_EQ(width_of(qr_code_of(std::string(14, 'a')).value()), 21);
  EXPECT_EQ(width_of(qr_code_of(std::string(15, 'a')).value()), 25);
  EXPECT_EQ(width_of(qr_code_of(std::string(2331, 'a')).value()), 177);
  EXPECT_FALSE(qr_code_of(std::string(2332, 'a')));
}

TEST(QrCode, HasItsThreeCorners) {
  std::string const svg = qr_code_of("otpauth://").value();
  // Seven dark squares begin the first line, seven end it.
  EXPECT_TRUE(svg.contains("M4 4h7v1h-7z")) << svg;
  EXPECT_TRUE(svg.contains("M18 4h7v1h-7z")) << svg;
  EXPECT_TRUE(svg.contains("M4 24h7v1h-7z")) << svg;
}

TEST(QrCode, IsAPictureAndNothingElse) {
  std::string const svg = qr_code_of("</svg><script>alert(1)</script>").value();
  EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "));
  EXPECT_TRUE(svg.ends_with("/></svg>"));
  EXPECT_FALSE(svg.contains("script"));
  EXPECT_EQ(std::ranges::count(svg, '<'), 4) << svg;
}

}  // namespace
}  // namespace orgd
