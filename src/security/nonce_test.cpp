// Nonces: whose they are, how long they live, and how often each count is taken.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
#include <vector>

#include "in_process_platform.hpp"
#include "security/nonce.hpp"

namespace orgd {
namespace {

// Another server of the same store, whose clock is ahead.
struct OtherProcess {
  StandingPlatform platform;
  NonceSource nonces;

  OtherProcess(Vault const& vault, std::chrono::seconds ahead)
      : nonces(vault, prepared(platform, ahead)) {}

 private:
  static Platform& prepared(StandingPlatform& platform, std::chrono::seconds ahead) {
    std::array<unsigned char, 1> skipped{};
    platform.fill_random(skipped);  // its serial numbers are others than ours
    platform.set_clock(ahead);
    return platform;
  }
};

class NonceTest : public ::testing::Test {
 protected:
  StandingPlatform platform_;
  Vault vault_{Vault::Key{1}};
  NonceSource nonces_{vault_, platform_};
};

TEST_F(NonceTest, TakesEachCountOnceInAnyOrder) {
  std::string const nonce = nonces_.mint();
  for (std::uint32_t const count : {2U, 1U, 7U, 3U, 0U, 6U, 5U, 4U})
    EXPECT_TRUE(nonces_.use(nonce, count)) << count;
  for (std::uint32_t count = 0; count < 8; ++count) EXPECT_FALSE(nonces_.use(nonce, count));
  EXPECT_TRUE(nonces_.use(nonce, 8));
}

TEST_F(NonceTest, TellsTheThousandNearestBelowTheHighestApart) {
  constexpr std::uint32_t window = UsedCounts::window;
  std::string const nonce = nonces_.mint();
  EXPECT_TRUE(nonces_.use(nonce, 5000));
  EXPECT_FALSE(nonces_.use(nonce, 5000 - window - 1));
  for (std::uint32_t count = 5000 - window; count < 5000; ++count)
    EXPECT_TRUE(nonces_.use(nonce, count)) << count;
  for (std::uint32_t count = 5000 - window - 1; count <= 5000; ++count)
    EXPECT_FALSE(nonces_.use(nonce, count)) << count;
  // What the window leaves behind is refused, what it reaches anew is not taken for used.
  EXPECT_TRUE(nonces_.use(nonce, 5000 + window));
  EXPECT_FALSE(nonces_.use(nonce, 5000));
  for (std::uint32_t count = 5001; count < 5000 + window; ++count)
    EXPECT_TRUE(nonces_.use(nonce, count)) << count;
  EXPECT_TRUE(nonces_.use(nonce, 0xffffffff));
  EXPECT_FALSE(nonces_.use(nonce, 5000 + window));
  EXPECT_TRUE(nonces_.use(nonce, 0xffffffff - window));
  EXPECT_FALSE(nonces_.use(nonce, 0xffffffff));
}

// Against a plain set of all pairs, with steps that cross the window in every way.
TEST_F(NonceTest, RemembersWhatASetRemembers) {
  std::mt19937 random(7616);
  std::string const nonce = nonces_.mint();
  std::set<std::uint32_t> used;
  for (int i = 0; i < 50'000; ++i) {
    std::uint32_t const highest = used.empty() ? 0 : *used.rbegin();
    std::uint32_t const base = highest > 1200 ? highest - 1200 : 0;
    std::uint32_t const reach = i % 100 == 0 ? 4000 : 1210;
    std::uint32_t const count = base + static_cast<std::uint32_t>(random() % reach);
    bool const in_window = used.empty() || count + UsedCounts::window >= highest;
    EXPECT_EQ(nonces_.use(nonce, count), in_window && !used.contains(count)) << count;
    if (in_window) used.insert(count);
  }
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

// Setting the clock, however far and in whichever direction, makes no nonce older or younger.
TEST_F(NonceTest, DoNotMindAClockThatIsSet) {
  constexpr std::chrono::days year(365);
  for (std::chrono::seconds const by : {std::chrono::seconds(year), -std::chrono::seconds(2 * year),
                                        std::chrono::seconds(year), std::chrono::seconds(-603)}) {
    std::string const before = nonces_.mint();
    platform_.set_clock(by);
    EXPECT_TRUE(nonces_.use(before, 1));
    EXPECT_FALSE(nonces_.use(before, 1));
    std::string const after = nonces_.mint();
    for (int i = 0; i < 3; ++i) {  // the memory of nonces changes its generations
      EXPECT_TRUE(nonces_.use(nonces_.mint(), 1));
      platform_.advance(NonceSource::lifetime + std::chrono::seconds(1));
    }
    EXPECT_FALSE(nonces_.use(after, 1));
    EXPECT_TRUE(nonces_.use(nonces_.mint(), 1));
  }
}

TEST_F(NonceTest, TakesThoseOfAClockALittleAhead) {
  OtherProcess other(vault_, NonceSource::max_ahead);
  EXPECT_TRUE(nonces_.use(other.nonces.mint(), 1));
  other.platform.advance(std::chrono::seconds(1));
  std::string const too_far = other.nonces.mint();
  EXPECT_FALSE(nonces_.use(too_far, 1));
  EXPECT_EQ(nonces_.refused(NonceSource::Refusal::ahead), 1U);
  platform_.advance(std::chrono::seconds(1));
  EXPECT_TRUE(nonces_.use(too_far, 1));
}

// They live longer here than one of our own, and longer than it is remembered.
TEST_F(NonceTest, NeverTakesOneOfAClockAheadTwice) {
  OtherProcess other(vault_, NonceSource::max_ahead);
  std::vector<std::string> early;
  for (int i = 0; i < 32; ++i) early.push_back(other.nonces.mint());
  for (auto const& nonce : early) EXPECT_TRUE(nonces_.use(nonce, 1));
  for (int i = 0; i < 80; ++i) {
    platform_.advance(std::chrono::seconds(10));
    for (int own = 0; own < 64; ++own) EXPECT_TRUE(nonces_.use(nonces_.mint(), 1));
    for (auto const& nonce : early) EXPECT_FALSE(nonces_.use(nonce, 1)) << i;
  }
}

TEST_F(NonceTest, AreDeadEverywhereWhenTheStoreForgetsThem) {
  std::string const nonce = nonces_.mint();
  EXPECT_EQ(NonceSource::dead_at(nonce),
            nonces_.now() + NonceSource::lifetime + NonceSource::max_ahead);
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
    EXPECT_EQ(nonces_.refused(Refusal::ahead), 0U);
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
  // Of the flood, too, some came after their second was forgotten.
  auto const forgotten = nonces_.refused(Refusal::forgotten);
  nonces_.use(nonce, 2);
  EXPECT_EQ(refusals(), (std::vector<std::uint64_t>{1, 0, forgotten + 1, 1}));
  platform_.advance(NonceSource::lifetime + std::chrono::seconds(1));
  nonces_.use(nonce, 3);
  EXPECT_EQ(refusals(), (std::vector<std::uint64_t>{1, 1, forgotten + 1, 1}));
  EXPECT_EQ(nonces_.minted(), 1'000'001U);
}

TEST_F(NonceTest, RefusesThoseOfAnotherStore) {
  Vault const vault{Vault::Key{2}};
  NonceSource others(vault, platform_);
  EXPECT_FALSE(nonces_.use(others.mint(), 1));
}

}  // namespace
}  // namespace orgd
