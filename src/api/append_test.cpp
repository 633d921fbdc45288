// Texts and numbers behind a text that grows.
#include "api/append.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace atlas {
namespace {

TEST(Append, PutsAllPartsBehind) {
  std::string text = "front";
  append(text, " ", std::string(100, 'x'), std::string_view(), "", " ", 0,
         ' ' + std::string(1, 'y'));
  EXPECT_EQ(text, "front " + std::string(100, 'x') + " 0 y");
  std::string numbers;
  append(numbers, std::numeric_limits<std::int64_t>::min(), ",", std::size_t{7}, ",", -1);
  EXPECT_EQ(numbers, "-9223372036854775808,7,-1");
}

}  // namespace
}  // namespace atlas
