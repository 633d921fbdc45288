// Nonces: whose they are, how long they live, and how often each count is taken.
#include <gtest/gtest.h>

#include <set>

#include "in_process_platform.hpp"
#include "server/digest.hpp"

namespace orgd {
namespace {

class NonceTest : public ::testing::Test {
 protected:
  StandingPlatform platform_;
  Vault vault_{Vault::Key{1}};
  NonceSource nonces_{vault_, platform_};
};

TEST_F(NonceTest, TakesEachCountOnceAndRising) {
  std::string const nonce = nonces_.mint();
  EXPECT_TRUE(nonces_.use(nonce, 1));
  EXPECT_FALSE(nonces_.use(nonce, 1));
  EXPECT_TRUE(nonces_.use(nonce, 7));
  EXPECT_FALSE(nonces_.use(nonce, 6));
  EXPECT_FALSE(nonces_.use(nonce, 0));
  EXPECT_TRUE(nonces_.use(nonce, 0xffffffff));
}

TEST_F(NonceTest, LivesForItsLifetime) {
  std::string const nonce = nonces_.mint();
  platform_.advance(NonceSource::lifetime);
  EXPECT_TRUE(nonces_.use(nonce, 1));
  platform_.advance(std::chrono::seconds(1));
  EXPECT_FALSE(nonces_.use(nonce, 2));
}

TEST_F(NonceTest, RemembersUsesUntilTheNonceIsDead) {
  std::string const nonce = nonces_.mint();
  EXPECT_TRUE(nonces_.use(nonce, 1));
  for (int i = 0; i < 10; ++i) {
    platform_.advance(NonceSource::lifetime / 10);
    nonces_.use(nonces_.mint(), 1);
    EXPECT_FALSE(nonces_.use(nonce, 1)) << i;
  }
}

// Far more nonces than are remembered: old ones may be refused, but none is taken twice.
TEST_F(NonceTest, NeverTakesOneTwiceWhenMemoryIsFull) {
  std::vector<std::string> early;
  for (int i = 0; i < 1000; ++i) {
    early.push_back(nonces_.mint());
    EXPECT_TRUE(nonces_.use(early.back(), 1));
  }
  for (int second = 0; second < 10; ++second) {
    platform_.advance(std::chrono::seconds(1));
    for (int i = 0; i < 100'000; ++i) nonces_.use(nonces_.mint(), 1);
  }
  for (auto const& nonce : early) EXPECT_FALSE(nonces_.use(nonce, 1));
  EXPECT_TRUE(nonces_.use(nonces_.mint(), 1));
}

TEST_F(NonceTest, AreNeverTheSame) {
  std::set<std::string> minted;
  for (int i = 0; i < 1000; ++i) minted.insert(nonces_.mint());
  EXPECT_EQ(minted.size(), 1000U);
}

TEST_F(NonceTest, RefusesWhatItDidNotMint) {
  std::string const nonce = nonces_.mint();
  for (std::size_t at = 0; at < nonce.size(); ++at) {
    std::string changed = nonce;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(nonces_.use(changed, 1)) << at;
  }
  for (std::string const& bad : {std::string(), nonce.substr(1), nonce + "A", std::string(32, '=')})
    EXPECT_FALSE(nonces_.use(bad, 1)) << bad;
}

TEST_F(NonceTest, CountsWhyItRefuses) {
  using Refusal = NonceSource::Refusal;
  auto const refusals = [this] {
    return std::vector{nonces_.refused(Refusal::unknown), nonces_.refused(Refusal::expired),
                       nonces_.refused(Refusal::forgotten), nonces_.refused(Refusal::replayed)};
  };
  std::string const nonce = nonces_.mint();
  nonces_.use("none of ours", 1);
  EXPECT_EQ(refusals(), (std::vector<std::uint64_t>{1, 0, 0, 0}));
  nonces_.use(nonce, 1);
  nonces_.use(nonce, 1);
  EXPECT_EQ(refusals(), (std::vector<std::uint64_t>{1, 0, 0, 1}));
  for (int i = 0; i < 1'000'000; ++i) nonces_.use(nonces_.mint(), 1);
  nonces_.use(nonce, 2);
  EXPECT_EQ(refusals(), (std::vector<std::uint64_t>{1, 0, 1, 1}));
  platform_.advance(NonceSource::lifetime + std::chrono::seconds(1));
  nonces_.use(nonce, 3);
  EXPECT_EQ(refusals(), (std::vector<std::uint64_t>{1, 1, 1, 1}));
  EXPECT_EQ(nonces_.minted(), 1'000'001U);
}

TEST_F(NonceTest, RefusesThoseOfAnotherStore) {
  Vault const vault{Vault::Key{2}};
  NonceSource others(vault, platform_);
  EXPECT_FALSE(nonces_.use(others.mint(), 1));
}

}  // namespace
}  // namespace orgd
