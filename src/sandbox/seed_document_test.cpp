// The example of docs/seed-file.md is a seed.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sandbox/seeded_store.hpp"

namespace orgd::sandbox {
namespace {

std::string example() {
  std::ifstream in(std::string(ORGD_SOURCE_DIR) + "/docs/seed-file.md");
  std::ostringstream text;
  text << in.rdbuf();
  auto const whole = text.str();
  constexpr std::string_view fence = "```yaml\n";
  auto const begin = whole.find(fence);
  if (begin == std::string::npos) return "";
  auto const from = begin + fence.size();
  return whole.substr(from, whole.find("```\n", from) - from);
}

TEST(SeedDocument, ShowsASeedThatCanBeWritten) {
  SeededStore store;
  ASSERT_TRUE(example().contains("organizations:"));
  EXPECT_EQ(store.seed(example()), "");
  EXPECT_EQ(store.exported().organizations.size(), 3U);
}

}  // namespace
}  // namespace orgd::sandbox
