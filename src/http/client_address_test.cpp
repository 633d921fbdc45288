// Forwarding fields: believed as far as trusted proxies wrote them, and no further.
#include "http/client_address.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace orgd {
namespace {

std::string client(std::string_view peer, ForwardingFields const& fields) {
  std::vector<atlas::Block> const trusted{atlas::Block::parse("10.0.0.0/8").value(),
                                          atlas::Block::parse("fd00::/8").value()};
  auto const address = client_address(atlas::Address::parse(peer).value(), fields, trusted);
  return address ? address->text() : std::string(unknown_address);
}

std::string by_list(std::string value) {
  return client("10.0.0.1", {.x_forwarded_for = std::move(value)});
}

std::string by_forwarded(std::string value) {
  return client("10.0.0.1", {.forwarded = std::move(value)});
}

TEST(ClientAddress, IsThePeerWhenThePeerIsNotTrusted) {
  EXPECT_EQ(client("203.0.113.9", {}), "203.0.113.9");
  EXPECT_EQ(client("203.0.113.9", {.x_forwarded_for = "198.51.100.1"}), "203.0.113.9");
  EXPECT_EQ(client("203.0.113.9", {.x_forwarded_for = "junk", .forwarded = "for=198.51.100.1"}),
            "203.0.113.9");
}

TEST(ClientAddress, IsTheProxyThatForwardsForNobody) {
  EXPECT_EQ(client("10.0.0.1", {}), "10.0.0.1");
}

TEST(ClientAddress, IsTheNearestUntrustedAddress) {
  EXPECT_EQ(by_list("198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(by_list("192.0.2.66, 198.51.100.1,10.9.9.9 ,\tfd00::1"), "198.51.100.1");
  EXPECT_EQ(client("::ffff:10.0.0.1", {.x_forwarded_for = "::ffff:198.51.100.1"}), "198.51.100.1");
  EXPECT_EQ(by_forwarded("for=192.0.2.66, for=198.51.100.1,for=10.9.9.9 ,\tfor=\"[fd00::1]\""),
            "198.51.100.1");
}

TEST(ClientAddress, IsTheFarthestProxyWhenAllAreTrusted) {
  EXPECT_EQ(by_list("10.0.0.3, 10.0.0.2"), "10.0.0.3");
  EXPECT_EQ(by_forwarded("for=10.0.0.3, for=10.0.0.2"), "10.0.0.3");
}

TEST(ClientAddress, IsReadWithPortAndBrackets) {
  for (auto const* text : {"198.51.100.7:51008", "198.51.100.7:0", "198.51.100.7:65535",
                           "\"198.51.100.7:51008\"", "[::ffff:198.51.100.7]:443"})
    EXPECT_EQ(by_list(text), "198.51.100.7") << text;
  for (auto const* text : {"2001:db8::7", "[2001:db8::7]", "[2001:DB8::7]:51008",
                           "\"[2001:db8::7]:51008\"", "2001:db8:0:0::7"})
    EXPECT_EQ(by_list(text), "2001:db8::7") << text;
}

TEST(ClientAddress, IsReadInEveryFormOfForwarded) {
  for (auto const* text :
       {"for=198.51.100.7", "For=198.51.100.7", "FOR=\"198.51.100.7\"",
        "for=\"198.51.100.7:47011\"", "for=198.51.100.7:47011", "for=\"198.51.100.7:_hidden\"",
        "by=10.0.0.1;for=198.51.100.7;proto=https", "proto=https ; for=198.51.100.7",
        "host=\"a,b;for=192.0.2.1\";for=198.51.100.7", ";for=198.51.100.7;;",
        "for=192.0.2.1;by=\"a\\\"b\", for=198.51.100.7", "for=\"198.51.100.\\7\""})
    EXPECT_EQ(by_forwarded(text), "198.51.100.7") << text;
  for (auto const* text : {"for=\"[2001:db8::7]\"", "for=\"[2001:DB8::7]:4711\"",
                           "proto=http;for=\"[2001:db8::7]:_port\"", "for=[2001:db8::7]"})
    EXPECT_EQ(by_forwarded(text), "2001:db8::7") << text;
}

TEST(ClientAddress, SkipsEmptyElements) {
  EXPECT_EQ(by_list("198.51.100.1,"), "198.51.100.1");
  EXPECT_EQ(by_list(" , 198.51.100.1 ,, 10.0.0.2,"), "198.51.100.1");
  EXPECT_EQ(by_forwarded(",for=198.51.100.1,,"), "198.51.100.1");
}

// If it were the proxy's, a list that holds the proxy would let everybody in.
TEST(ClientAddress, IsUnknownWhenAProxyWroteWhatIsNoAddress) {
  for (auto const* text : {"unknown",
                           "198.51.100.1, unknown",
                           "198.51.100.1, unknown, 10.0.0.2",
                           "_gazonk",
                           "",
                           ",,,",
                           "198.51.100",
                           "198.51.100.7:",
                           "198.51.100.7:port",
                           "198.51.100.7:123456",
                           "198.51.100.7:_",
                           "[198.51.100.7]",
                           "[198.51.100.7]:80",
                           "[2001:db8::7",
                           "2001:db8::7]",
                           "[2001:db8::7]80",
                           "[2001:db8::7]:",
                           "fe80::1%eth0",
                           "[]",
                           "[]:80",
                           ":80",
                           "198.51.100.7/32",
                           "0x7f000001",
                           "host.example.org",
                           "for=198.51.100.7",
                           "\"198.51.100.7",
                           "198.51.100.7\"",
                           "\"198.51.100.7\"x"})
    EXPECT_EQ(by_list(text), unknown_address) << text;
  for (auto const* text : {"for=unknown",
                           "for=_hidden",
                           "for=\"_hidden:80\"",
                           "",
                           ",",
                           ";",
                           "proto=https",
                           "for",
                           "for=",
                           "for=\"\"",
                           "198.51.100.7",
                           "for=198.51.100.7;for=198.51.100.7",
                           "for=198.51.100.7;FOR=192.0.2.1",
                           "for=\"198.51.100.7",
                           "for=198.51.100.7\"",
                           "for=\"198.51.100.7\"x",
                           "for=198.51.100.7;junk",
                           "for=\"[2001:db8::7\"",
                           "for = 198.51.100.7",
                           "for=192.0.2.1, for=unknown, for=10.0.0.2",
                           "for=\"192.0.2.1\\"})
    EXPECT_EQ(by_forwarded(text), unknown_address) << text;
}

// What a client writes in front of what the proxy appends.
TEST(ClientAddress, CannotBeForgedByAnOpenQuote) {
  for (auto const* text :
       {"for=\"192.0.2.1, for=198.51.100.7", "for=192.0.2.1;by=\", for=\"[2001:db8::7]:80\"",
        "for=192.0.2.1, for=\", for=\"198.51.100.7\""})
    EXPECT_EQ(by_forwarded(text), unknown_address) << text;
}

TEST(ClientAddress, IsUnknownWhenTheFieldsDisagree) {
  auto const both = [](std::string list, std::string forwarded) {
    return client("10.0.0.1",
                  {.x_forwarded_for = std::move(list), .forwarded = std::move(forwarded)});
  };
  EXPECT_EQ(both("198.51.100.7", "for=\"198.51.100.7:80\""), "198.51.100.7");
  EXPECT_EQ(both("198.51.100.7", "for=192.0.2.1"), unknown_address);
  EXPECT_EQ(both("198.51.100.7", "for=unknown"), unknown_address);
  EXPECT_EQ(both("", "for=198.51.100.7"), unknown_address);
  EXPECT_EQ(both("junk", "junk"), unknown_address);
}

TEST(ForwardedSecure, FollowsTheNearestProxy) {
  auto const secure = [](std::string proto, bool connection) {
    return forwarded_secure({.x_forwarded_proto = std::move(proto)}, connection);
  };
  EXPECT_TRUE(secure("", true));
  EXPECT_FALSE(secure("", false));
  EXPECT_TRUE(secure("HTTPS", false));
  EXPECT_FALSE(secure("http", true));
  EXPECT_FALSE(secure("https, http", true));
}

TEST(ForwardedSecure, ReadsForwardedWhereNothingElseIsSaid) {
  auto const secure = [](std::string forwarded, std::string proto = {}) {
    return forwarded_secure(
        {.forwarded = std::move(forwarded), .x_forwarded_proto = std::move(proto)}, false);
  };
  EXPECT_TRUE(secure("for=192.0.2.1;proto=https"));
  EXPECT_TRUE(secure("proto=http, for=192.0.2.1;Proto=\"HTTPS\""));
  EXPECT_FALSE(secure("proto=https, for=192.0.2.1;proto=http"));
  EXPECT_FALSE(secure("for=192.0.2.1"));
  EXPECT_FALSE(secure("for=192.0.2.1;proto=https", "http"));
}

}  // namespace
}  // namespace orgd
