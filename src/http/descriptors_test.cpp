// Connections for the descriptors that there are.
#include "http/descriptors.hpp"

#include <gtest/gtest.h>

namespace orgd {
namespace {

TEST(Descriptors, AreRaisedToWhatTheConnectionsNeed) {
  auto const plan = plan_descriptors(10'000, 500, 1024, 1'048'576);
  EXPECT_EQ(plan.soft_limit, 10'500U);
  EXPECT_EQ(plan.connections, 10'000U);
}

TEST(Descriptors, AreLeftAloneWhereThereAreEnough) {
  EXPECT_EQ(plan_descriptors(10'000, 500, 65'536, 65'536).soft_limit, 65'536U);
}

TEST(Descriptors, BoundTheConnectionsWhereThereAreTooFew) {
  auto const plan = plan_descriptors(10'000, 500, 1024, 4096);
  EXPECT_EQ(plan.soft_limit, 4096U);
  EXPECT_EQ(plan.connections, 3596U);
  EXPECT_EQ(plan_descriptors(10'000, 500, 64, 256).connections, 1U);
}

}  // namespace
}  // namespace orgd
