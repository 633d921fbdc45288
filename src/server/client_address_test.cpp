// Forwarding headers: believed as far as trusted proxies wrote them, and no further.
#include "server/client_address.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace orgd {
namespace {

std::string client(std::string_view peer, std::string_view forwarded_for) {
  std::vector<atlas::Block> const trusted{atlas::Block::parse("10.0.0.0/8").value(),
                                          atlas::Block::parse("fd00::/8").value()};
  return client_address(atlas::Address::parse(peer).value(), forwarded_for, trusted).text();
}

TEST(ClientAddress, IsThePeerWhenThePeerIsNotTrusted) {
  EXPECT_EQ(client("203.0.113.9", ""), "203.0.113.9");
  EXPECT_EQ(client("203.0.113.9", "198.51.100.1"), "203.0.113.9");
}

TEST(ClientAddress, IsTheNearestUntrustedAddress) {
  EXPECT_EQ(client("10.0.0.1", "198.51.100.1"), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", "192.0.2.66, 198.51.100.1,10.9.9.9 ,\tfd00::1"), "198.51.100.1");
  EXPECT_EQ(client("::ffff:10.0.0.1", "::ffff:198.51.100.1"), "198.51.100.1");
}

TEST(ClientAddress, IsTheFarthestProxyWhenAllAreTrusted) {
  EXPECT_EQ(client("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
}

TEST(ClientAddress, StopsBeforeWhatIsNoAddress) {
  EXPECT_EQ(client("10.0.0.1", "198.51.100.1, unknown, 10.0.0.2"), "10.0.0.2");
  EXPECT_EQ(client("10.0.0.1", "198.51.100.1,"), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", ",,,"), "10.0.0.1");
}

TEST(ForwardedSecure, FollowsTheNearestProxy) {
  EXPECT_TRUE(forwarded_secure("", true));
  EXPECT_FALSE(forwarded_secure("", false));
  EXPECT_TRUE(forwarded_secure("HTTPS", false));
  EXPECT_FALSE(forwarded_secure("http", true));
  EXPECT_FALSE(forwarded_secure("https, http", true));
}

}  // namespace
}  // namespace orgd
