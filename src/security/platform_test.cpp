// What ids say, and in which order they are.
#include "security/platform.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace orgd {
namespace {

constexpr std::size_t count_digits = 5;

class Ticking final : public Platform {
 public:
  std::chrono::system_clock::time_point now() override { return now_; }
  std::chrono::steady_clock::time_point steady_now() override { return {}; }
  void fill_random(std::span<unsigned char> bytes) override { std::ranges::fill(bytes, 7); }
  void tick(std::chrono::seconds by) { now_ += by; }

 private:
  std::chrono::system_clock::time_point now_{std::chrono::seconds(1'700'000'000)};
};

std::string count_of(std::string const& id) { return id.substr(id.size() - count_digits); }

TEST(Ids, TellNothingOfTheSecondsBefore) {
  Ticking platform;
  IdSource ids(platform);
  for (auto const* count : {"00000", "00001", "00002"})
    EXPECT_EQ(count_of(ids.next(IdKind::project)), count);
  platform.tick(std::chrono::seconds(1));
  EXPECT_EQ(count_of(ids.next(IdKind::project)), "00000");
}

TEST(Ids, AreInOrderWhereTheClockStepsBack) {
  Ticking platform;
  IdSource ids(platform);
  auto const first = ids.next(IdKind::event);
  platform.tick(std::chrono::seconds(-5));
  EXPECT_LT(first, ids.next(IdKind::event));
}

TEST(Ids, OfTwoKindsNeverMeet) {
  Ticking platform;
  IdSource ids(platform);
  EXPECT_NE(ids.next(IdKind::team), ids.next(IdKind::project));
}

}  // namespace
}  // namespace orgd
