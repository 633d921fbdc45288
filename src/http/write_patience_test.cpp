// Who reads fast enough.
#include "http/write_patience.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds after(seconds since_begin, std::size_t sent) {
  return write_patience(seconds(30), 8192, since_begin, sent);
}

TEST(WritePatience, WaitsTheTimeoutForWhoeverKeepsTheRate) {
  EXPECT_EQ(after(seconds(0), 0), seconds(30));
  EXPECT_EQ(after(seconds(1), 8192), seconds(30));
  EXPECT_EQ(after(seconds(100), 10'000'000), seconds(30));
}

TEST(WritePatience, EndsForWhoeverReadsAByteNowAndThen) {
  EXPECT_EQ(after(seconds(20), 20), milliseconds(10'002));
  EXPECT_LE(after(seconds(31), 3100), milliseconds(0));
  EXPECT_GT(after(seconds(3600), std::size_t{8192} * 3600), milliseconds(0));
}

}  // namespace
}  // namespace orgd
