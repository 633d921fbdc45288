// What is kept, and what goes.
#include "service/clock_cache.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "service/caller.hpp"
#include "service/kept_list.hpp"

namespace orgd {
namespace {

struct Entry {
  std::shared_ptr<std::string> name;
  std::size_t weight = 0;
  std::uint64_t number = 0;

  std::string_view key() const { return *name; }
  std::size_t bytes() const { return weight; }
};

class ClockCacheTest : public ::testing::Test {
 protected:
  void insert(std::string const& key, std::size_t weight = 1000, std::uint64_t number = 0) {
    cache_.insert({std::make_shared<std::string>(key), weight, number});
  }
  bool knows(std::string_view key) { return cache_.find(key) != nullptr; }
  // Keys of equal weight until the cache is full.
  std::size_t fill() {
    for (std::size_t i = 0;; ++i) {
      insert(fmt::format("key{:05}", i));
      if (metrics_.entries.value() != i + 1) return i;
    }
  }

  CacheMetrics metrics_;
  ClockCache<Entry> cache_{metrics_, 64 * 1024};
};

TEST_F(ClockCacheTest, KeepsWhatItWasGivenLast) {
  insert("key", 1, 1);
  insert("key", 1, 2);
  auto const* const found = cache_.find("key");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->number, 2U);
  EXPECT_EQ(metrics_.entries.value(), 1U);
  EXPECT_FALSE(knows("other"));
  EXPECT_EQ(metrics_.hits.value(), 1U);
  EXPECT_EQ(metrics_.misses.value(), 1U);
}

TEST_F(ClockCacheTest, ForgetsWhatIsErased) {
  for (auto const* key : {"a", "b", "c"}) insert(key);
  cache_.erase("a");
  cache_.erase("nobody");
  EXPECT_FALSE(knows("a"));
  EXPECT_TRUE(knows("b"));
  EXPECT_TRUE(knows("c"));
  EXPECT_EQ(metrics_.entries.value(), 2U);
  EXPECT_EQ(metrics_.stale.value(), 1U);
}

TEST_F(ClockCacheTest, GivesUpOneForOne) {
  std::size_t const room = fill();
  EXPECT_GT(room, 50U);
  for (int i = 0; i < 1000; ++i) {
    insert(fmt::format("new{:05}", i));
    EXPECT_EQ(metrics_.entries.value(), room);
  }
}

TEST_F(ClockCacheTest, KeepsWhatIsWantedAgain) {
  insert("regular!");
  for (int i = 0; i < 5000; ++i) {
    EXPECT_TRUE(knows("regular!")) << i;
    insert(fmt::format("once{:04}", i));
  }
}

TEST_F(ClockCacheTest, MakesRoomForWhatIsHeavy) {
  std::size_t const room = fill();
  insert("large", 40'000);
  EXPECT_LT(metrics_.entries.value(), room / 2);
  EXPECT_TRUE(knows("large"));
  insert("too large", 70'000);
  EXPECT_FALSE(knows("too large"));
}

TEST(CachedCallerTest, WeighsWhatACallerHolds) {
  auto const weight = [](std::size_t blocks) {
    std::vector<atlas::Block> const list(blocks, *atlas::Block::parse("10.0.0.0/8"));
    return CachedCaller{
        std::make_shared<Caller const>(Caller{.proof = KeyProof{}, .access_list = list})}
        .bytes();
  };
  EXPECT_GE(weight(0), sizeof(Caller));
  EXPECT_GE(weight(100) - weight(0), 100 * sizeof(atlas::Block));
}

TEST(KeptListTest, WeighsItsBody) {
  EXPECT_GE(KeptList{.body = std::string(5000, 'x')}.bytes() - KeptList{}.bytes(), 4900U);
}

}  // namespace
}  // namespace orgd
