// Shares of client addresses, and what counts as open.
#include "http/admission.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

atlas::Address address(std::string_view text) { return atlas::Address::parse(text).value(); }
atlas::Block block(std::string_view text) { return atlas::Block::parse(text).value(); }

TEST(ClientShares, AreKeptByAddress) {
  ClientShares shares(2, {});
  EXPECT_TRUE(shares.enter(address("192.0.2.1")));
  EXPECT_TRUE(shares.enter(address("192.0.2.1")));
  EXPECT_FALSE(shares.enter(address("192.0.2.1")));
  EXPECT_FALSE(shares.enter(address("::ffff:192.0.2.1")));
  EXPECT_TRUE(shares.enter(address("192.0.2.2")));
  shares.leave(address("192.0.2.1"));
  EXPECT_TRUE(shares.enter(address("192.0.2.1")));
  EXPECT_FALSE(shares.enter(address("192.0.2.1")));
}

TEST(ClientShares, OfIPv6AreKeptByNetwork) {
  ClientShares shares(1, {});
  EXPECT_TRUE(shares.enter(address("2001:db8:0:1::1")));
  EXPECT_FALSE(shares.enter(address("2001:db8:0:1:ffff:ffff:ffff:ffff")));
  EXPECT_TRUE(shares.enter(address("2001:db8:0:2::1")));
}

TEST(ClientShares, DoNotExistForProxiesAndThisMachine) {
  ClientShares shares(1, {block("127.0.0.0/8"), block("::1"), block("10.0.0.0/8")});
  for (auto const* text : {"127.0.0.1", "::1", "10.9.8.7"})
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(shares.enter(address(text))) << text;
}

TEST(ClientShares, AreOfBytesToo) {
  ClientShares shares(100, {});
  auto const client = address("192.0.2.1");
  EXPECT_TRUE(shares.enter(client, 300));  // or it could never be had
  EXPECT_FALSE(shares.enter(client, 1));
  shares.leave(client, 300);
  EXPECT_TRUE(shares.enter(client, 60));
  EXPECT_FALSE(shares.enter(client, 41));
  EXPECT_TRUE(shares.enter(client, 40));
}

TEST(ClientShares, AreNeverNothing) { EXPECT_TRUE(ClientShares(0, {}).enter(address("::2"))); }

TEST(Place, IsGivenBackOnce) {
  Admission admission{
      .counts = {}, .shares = ClientShares(1, {}), .answer_shares = ClientShares(1, {})};
  {
    Place place(admission, address("192.0.2.1"));
    EXPECT_TRUE(place.within_share());
    EXPECT_EQ(place.others(), 0U);
    Place const moved(std::move(place));
    Place const second(admission, address("192.0.2.1"));
    EXPECT_FALSE(second.within_share());
    EXPECT_EQ(second.others(), 1U);
    EXPECT_EQ(admission.counts.open, 2U);
  }
  EXPECT_EQ(admission.counts.open, 0U);
  EXPECT_TRUE(Place(admission, address("192.0.2.1")).within_share());
}

TEST(Place, OfWhoLingersIsFreeForOthers) {
  Admission admission{
      .counts = {}, .shares = ClientShares(1, {}), .answer_shares = ClientShares(1, {})};
  std::vector<Place> leaving;
  for (std::size_t i = 0; i < max_lingering; ++i) {
    leaving.emplace_back(admission, address("192.0.2.1"));
    EXPECT_TRUE(leaving.back().within_share());
    EXPECT_TRUE(leaving.back().linger());
  }
  EXPECT_EQ(admission.counts.open, 0U);
  EXPECT_EQ(admission.counts.lingering, max_lingering);
  Place one_more(admission, address("192.0.2.1"));
  EXPECT_FALSE(one_more.linger());
  EXPECT_EQ(admission.counts.open, 0U);
  leaving.clear();
  EXPECT_EQ(admission.counts.lingering, 0U);
}

}  // namespace
}  // namespace orgd
