// Who is kept, and who goes.
#include "service/caller_cache.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace orgd {
namespace {

class CallerCacheTest : public ::testing::Test {
 protected:
  static std::shared_ptr<Caller const> caller(std::string const& key, std::size_t blocks = 0) {
    std::vector<atlas::Block> const list(blocks, *atlas::Block::parse("10.0.0.0/8"));
    return std::make_shared<Caller const>(Caller{.identity = {.name = key},
                                                 .proof = KeyProof{.access_list = list},
                                                 .org_id = std::string(24, 'a')});
  }
  bool knows(std::string_view key) { return cache_.find(key).caller != nullptr; }
  // Keys of equal weight until the cache is full.
  std::size_t fill() {
    for (std::size_t i = 0;; ++i) {
      cache_.insert({caller(fmt::format("key{:05}", i))});
      if (metrics_.entries.value() != i + 1) return i;
    }
  }

  CallerCacheMetrics metrics_;
  CallerCache cache_{metrics_, 64 * 1024};
};

TEST_F(CallerCacheTest, KeepsWhatItWasGivenLast) {
  auto const first = caller("key");
  auto const second = caller("key");
  cache_.insert({first, 1});
  cache_.insert({second, 2});
  auto const found = cache_.find("key");
  EXPECT_EQ(found.caller, second);
  EXPECT_EQ(found.moment, 2U);
  EXPECT_EQ(metrics_.entries.value(), 1U);
  EXPECT_FALSE(knows("other"));
}

TEST_F(CallerCacheTest, ForgetsWhatIsErased) {
  for (auto const* key : {"a", "b", "c"}) cache_.insert({caller(key)});
  cache_.erase("a");
  cache_.erase("nobody");
  EXPECT_FALSE(knows("a"));
  EXPECT_TRUE(knows("b"));
  EXPECT_TRUE(knows("c"));
  EXPECT_EQ(metrics_.entries.value(), 2U);
  EXPECT_EQ(metrics_.stale.value(), 1U);
}

TEST_F(CallerCacheTest, GivesUpOneForOne) {
  std::size_t const room = fill();
  EXPECT_GT(room, 50U);
  for (int i = 0; i < 1000; ++i) {
    cache_.insert({caller(fmt::format("new{:05}", i))});
    EXPECT_EQ(metrics_.entries.value(), room);
  }
}

TEST_F(CallerCacheTest, KeepsThoseWhoCallAgain) {
  cache_.insert({caller("regular!")});
  for (int i = 0; i < 5000; ++i) {
    EXPECT_TRUE(knows("regular!")) << i;
    cache_.insert({caller(fmt::format("once{:04}", i))});
  }
}

TEST_F(CallerCacheTest, WeighsWhatACallerHolds) {
  std::size_t const room = fill();
  cache_.insert({caller("large", 2000)});
  EXPECT_LT(metrics_.entries.value(), room / 2);
  EXPECT_TRUE(knows("large"));
  cache_.insert({caller("too large", 10'000)});
  EXPECT_FALSE(knows("too large"));
}

}  // namespace
}  // namespace orgd
