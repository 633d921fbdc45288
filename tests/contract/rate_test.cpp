// Rate limits with the service around them: whose bucket a call counts on.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "in_process_service.hpp"
#include "world.hpp"

namespace contract {
namespace {

using conformance::Answer;
using conformance::World;

struct TwoTenants {
  conformance::FreshService service;
  conformance::OrganizationSource source{service.door(), service.key()};
  World victim{source};
  World abuser{source};

  TwoTenants() { service.enforce_rates(); }
};

std::string limit_of(Answer const& answer) { return answer.header("RateLimit-Limit"); }

TEST(Rates, NobodyEmptiesTheBucketOfAnotherOrganization) {
  TwoTenants tenants;
  for (int i = 0; i < 20; ++i) {
    Answer const answer = tenants.abuser.get(tenants.victim.org("/settings"));
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(limit_of(answer), "300");  // the abuser's own
  }
  Answer const own = tenants.victim.get(tenants.victim.org("/settings"));
  EXPECT_EQ(own.status, 200);
  EXPECT_EQ(limit_of(own), "10");
  EXPECT_EQ(own.header("RateLimit-Remaining"), "9");
}

TEST(Rates, NobodyEmptiesTheBucketOfAnotherProject) {
  TwoTenants tenants;
  std::string const project = tenants.victim.new_project("Rated");
  Answer const foreign = tenants.abuser.remove("/groups/" + project);
  EXPECT_EQ(foreign.status, 401);
  EXPECT_EQ(limit_of(foreign), "300");
  Answer const own = tenants.victim.remove("/groups/" + project);
  EXPECT_EQ(own.status, 202);
  EXPECT_EQ(limit_of(own), "1200");
  EXPECT_EQ(own.header("RateLimit-Remaining"), "1199");
}

TEST(Rates, WhoeverMakesUpIdsUsesUpHisOwnCalls) {
  TwoTenants tenants;
  int refused = 0;
  for (int i = 0; i < 310; ++i)
    refused += tenants.abuser.get(fmt::format("/orgs/{:024x}", i)).status == 429;
  EXPECT_GE(refused, 10);
  Answer const answer = tenants.abuser.remove("/groups/0123456789abcdef01234567");
  EXPECT_EQ(answer.status, 429);
  EXPECT_FALSE(answer.header("Retry-After").empty());
  // What he is inside of has buckets of its own, and so has everybody else.
  EXPECT_EQ(tenants.abuser.get(tenants.abuser.org()).status, 200);
  EXPECT_EQ(tenants.victim.get(tenants.victim.org()).status, 200);
  tenants.service.advance_clock(std::chrono::seconds(60));
  EXPECT_EQ(tenants.abuser.get("/orgs/0123456789abcdef01234567").status, 404);
}

}  // namespace
}  // namespace contract
