// From paths to rows: what matches, what is captured, what Allow says.
#include "service/router.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "atlas/operations.hpp"
#include "service/service.hpp"

namespace orgd {
namespace {

class RouterTest : public ::testing::Test {
 protected:
  RouterTest() { bind_all(router_); }

  // "template [values]", or "nothing".
  std::string match(std::string_view path) const {
    auto const found = router_.match(path);
    return found ? fmt::format("{} {}", found->node->path, found->values) : "nothing";
  }

  Router router_;
};

struct RouteCase {
  char const* path;
  char const* expected;
};

TEST_F(RouterTest, MatchesPaths) {
  RouteCase const cases[] = {
      {"/api/atlas/v2", "/api/atlas/v2 []"},
      {"/api/atlas/v2/", "/api/atlas/v2 []"},
      {"/api/atlas/v2/orgs", "/api/atlas/v2/orgs []"},
      {"/api/atlas/v2/orgs/", "/api/atlas/v2/orgs []"},
      {"/api/atlas/v2/orgs/x", R"(/api/atlas/v2/orgs/{orgId} ["x"])"},
      {"/api/atlas/v2/orgs/a%2Fb", R"(/api/atlas/v2/orgs/{orgId} ["a/b"])"},
      {"/api/atlas/v2/orgs/x/invites/y",
       R"(/api/atlas/v2/orgs/{orgId}/invites/{invitationId} ["x", "y"])"},
      {"/api/atlas/v2/orgs/x/apiKeys/y/accessList/10.0.0.0%2F8",
       "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList/{ipAddress} "
       R"(["x", "y", "10.0.0.0/8"])"},
      {"/api/atlas/v2/orgs/x/apiKeys/y/accessList/10.0.0.0/8", "nothing"},
      {"/orgd/v1/invitations/x:accept", R"(/orgd/v1/invitations/{invitationId}:accept ["x"])"},
      {"/orgd/v1/invitations/x%3Aaccept", R"(/orgd/v1/invitations/{invitationId}:accept ["x"])"},
      {"/orgd/v1/invitations/x%3areject", R"(/orgd/v1/invitations/{invitationId}:reject ["x"])"},
      {"/orgd/v1/invitations/:accept", "nothing"},
      {"/orgd/v1/invitations/x:other", "nothing"},
      {"/orgd/v1/invitations/x", "nothing"},
      {"", "nothing"},
      {"/", "nothing"},
      {"/api/atlas/v1/orgs", "nothing"},
      {"/api/atlas/v2/Orgs", "nothing"},
      {"/api/atlas/v2//orgs", "nothing"},
      {"/api/atlas/v2/orgs//invites", "nothing"},
      {"/api/atlas/v2/orgs/x/", R"(/api/atlas/v2/orgs/{orgId} ["x"])"},
      {"/api/atlas/v2/orgs/x//", "nothing"},
      {"/api/atlas/v2/%6Frgs", "nothing"},
      {"/api/atlas/v2/orgs/..", R"(/api/atlas/v2/orgs/{orgId} [".."])"},
  };
  for (auto const& [path, expected] : cases) EXPECT_EQ(match(path), expected) << path;
}

TEST_F(RouterTest, CapturesWhatCannotBeDecodedAsNoText) {
  auto const found = router_.match("/api/atlas/v2/orgs/%FF");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->values.size(), 1U);
  EXPECT_EQ(found->values.front(), "\xff");
}

TEST_F(RouterTest, SaysWhichMethodsAPathTakes) {
  EXPECT_EQ(router_.match("/api/atlas/v2/orgs/x")->node->allow(),
            "GET, HEAD, PATCH, DELETE, OPTIONS");
  EXPECT_EQ(router_.match("/api/atlas/v2/groups")->node->allow(), "GET, HEAD, POST, OPTIONS");
}

TEST_F(RouterTest, KeepsVersionsInOrder) {
  auto const rows = router_.match("/api/atlas/v2/orgs/x/users")->node->of(atlas::Method::get);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_LT(rows[0].info->version, rows[1].info->version);
}

TEST_F(RouterTest, HasEveryRowOfTheTable) {
  std::size_t bound = 0;
  for (PathNode const& node : router_.nodes()) bound += node.endpoints.size();
  EXPECT_EQ(bound, atlas::AllOperations::size);
}

}  // namespace
}  // namespace orgd
