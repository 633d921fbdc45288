// CBOR as authenticators write it, and what only looks like it.
#include "security/cbor_reader.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

using Kind = CborItem::Kind;

TEST(CborReader, ItemsAreReadOneByOne) {
  // 10, -7, h'0102', "ab", then [1, {2: 3}] as a whole.
  std::string_view const bytes(
      "\x0a\x26\x42\x01\x02\x62"
      "ab\x82\x01\xa1\x02\x03");
  CborReader reader(bytes);
  auto const ten = reader.next();
  EXPECT_TRUE(ten && ten->kind == Kind::number && ten->number == 10);
  auto const minus_seven = reader.next();
  EXPECT_TRUE(minus_seven && minus_seven->kind == Kind::negative && minus_seven->number == 6);
  auto const two_bytes = reader.next();
  EXPECT_TRUE(two_bytes && two_bytes->kind == Kind::bytes && two_bytes->content == "\x01\x02");
  auto const text = reader.next();
  EXPECT_TRUE(text && text->kind == Kind::text && text->content == "ab");
  EXPECT_EQ(reader.whole(), "\x82\x01\xa1\x02\x03");
  EXPECT_EQ(reader.left(), "");
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.whole());
}

TEST(CborReader, WhatPromisesMoreThanThereIsIsRefused) {
  using namespace std::string_view_literals;
  for (auto const bytes : {"\x9b\xff\xff\xff\xff\xff\xff\xff\xff"sv, "\xbb\x80\0\0\0\0\0\0\0"sv,
                           "\x9a\x40\0\0\0\x01"sv, "\x5b\xff\xff\xff\xff\xff\xff\xff\xff"sv,
                           "\x82\x01"sv, "\xa1\x01"sv, "\x42\x01"sv, "\x19\x01"sv})
    EXPECT_FALSE(CborReader(bytes).whole());
}

TEST(CborReader, TagsAndOpenEndsAreRefused) {
  for (std::string_view const bytes :
       {"\xc1\x01", "\x9f\x01\xff", "\xbf\xff", "\x5f\x41x\xff", "\x7f\x61x\xff", "\xff", "\x1c"})
    EXPECT_FALSE(CborReader(bytes).whole());
}

TEST(CborReader, WhatLiesTooDeepIsRefused) {
  EXPECT_TRUE(CborReader(std::string(8, '\x81') + "\x01").whole());
  EXPECT_FALSE(CborReader(std::string(9, '\x81') + "\x01").whole());
  EXPECT_FALSE(CborReader(std::string(60000, '\x81')).whole());
}

}  // namespace
}  // namespace orgd
