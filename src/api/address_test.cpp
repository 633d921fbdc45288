// Addresses and blocks: what parses, what its canonical text is, what a block holds.
#include "api/address.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

std::string canonical(std::string_view text) {
  auto const address = Address::parse(text);
  return address ? address->text() : "refused";
}

std::string canonical_block(std::string_view text) {
  auto const block = Block::parse(text);
  return block ? block->text() : "refused";
}

bool holds(std::string_view block, std::string_view address) {
  return Block::parse(block).value().contains(Address::parse(address).value());
}

TEST(Address, ReadsDottedDecimal) {
  EXPECT_EQ(canonical("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(canonical("0.0.0.0"), "0.0.0.0");
  for (auto text : {"", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", " 1.2.3.4", "1.2.3.4 ",
                    "1.2.3.4:80", "1.2.3.4/32", "localhost"})
    EXPECT_EQ(canonical(text), "refused") << text;
  EXPECT_EQ(canonical(std::string_view("1.2.3.4\0", 8)), "refused");
}

TEST(Address, WritesIpv6AsInRfc5952) {
  EXPECT_EQ(canonical("2001:0DB8:0:0:0:0:0:1"), "2001:db8::1");
  EXPECT_EQ(canonical("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(canonical("2001:db8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
  EXPECT_EQ(canonical("2001:0:0:1:0:0:0:1"), "2001:0:0:1::1");
  EXPECT_EQ(canonical("0:0:0:0:0:0:1:0"), "::1:0");
  EXPECT_EQ(canonical("1:0:0:0:0:0:0:0"), "1::");
  EXPECT_EQ(canonical("::"), "::");
  EXPECT_EQ(canonical("::1.2.3.4"), "::102:304");
  for (auto text : {":", ":::", "1:2", "::g", "[::1]", "fe80::1%eth0", "1:2:3:4:5:6:7:8:9"})
    EXPECT_EQ(canonical(text), "refused") << text;
}

TEST(Address, TakesAMappedAddressForItsIpv4Address) {
  EXPECT_EQ(canonical("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(Address::parse("::ffff:c000:207"), Address::parse("192.0.2.7"));
  EXPECT_TRUE(Address::parse("::ffff:192.0.2.7")->is_v4());
  EXPECT_EQ(Address(Address::V4{10, 0, 0, 1}).text(), "10.0.0.1");
}

TEST(Block, AlwaysWritesItsPrefix) {
  EXPECT_EQ(canonical_block("192.0.2.7"), "192.0.2.7/32");
  EXPECT_EQ(canonical_block("2001:db8::1"), "2001:db8::1/128");
  EXPECT_EQ(canonical_block("0.0.0.0/0"), "0.0.0.0/0");
  EXPECT_EQ(Block(Address::parse("::1").value()).text(), "::1/128");
}

TEST(Block, ClearsHostBits) {
  EXPECT_EQ(canonical_block("192.0.2.255/25"), "192.0.2.128/25");
  EXPECT_EQ(canonical_block("10.255.255.255/9"), "10.128.0.0/9");
  EXPECT_EQ(canonical_block("2001:db8:ffff::1/33"), "2001:db8:8000::/33");
}

TEST(Block, RefusesAPrefixThatIsNone) {
  for (auto text : {"1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "1.2.3.4/+8", "1.2.3.4/08",
                    "1.2.3.4/8 ", "1.2.3.4/8/8", "::/129", "/8", "1.2.3.4/99999999999"})
    EXPECT_EQ(canonical_block(text), "refused") << text;
}

TEST(Block, FoldsTheMappedRangeIntoIpv4) {
  EXPECT_EQ(canonical_block("::ffff:192.0.2.7/120"), "192.0.2.0/24");
  EXPECT_EQ(canonical_block("::ffff:192.0.2.7"), "192.0.2.7/32");
  EXPECT_EQ(canonical_block("::ffff:0:0/95"), "::fffe:0:0/95");
}

TEST(Block, HoldsTheAddressesOfItsPrefix) {
  EXPECT_TRUE(holds("192.0.2.0/24", "192.0.2.255"));
  EXPECT_FALSE(holds("192.0.2.0/24", "192.0.3.0"));
  EXPECT_TRUE(holds("192.0.2.0/24", "::ffff:192.0.2.1"));
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(holds("0.0.0.0/0", "::1"));
  EXPECT_FALSE(holds("::/0", "192.0.2.1"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
}

}  // namespace
}  // namespace atlas
