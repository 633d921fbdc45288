// Base64url without padding.
#include "security/base64url.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

TEST(Base64url, BytesComeBack) {
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(from_base64url(""), "");
}

TEST(Base64url, WhatIsWrittenOtherwiseIsRefused) {
  for (auto const* const text : {"-_8=", "+/8", "-_9", "-", "-_ 8", "-_8\n", "\xa4w", "\xc3\xa4ww"})
    EXPECT_FALSE(from_base64url(text)) << text;
}

}  // namespace
}  // namespace orgd
