// Rights that end with something else than a change of the key: its cached rights end, too.
#include <gtest/gtest.h>

#include <algorithm>

#include "scene.hpp"

namespace contract {
namespace {

Row const& row_called(std::string_view id) {
  return *std::ranges::find_if(all_rows(), [&](Row const& row) { return row.info->id == id; });
}

TEST(Revocation, AKeyLosesTheRightsThatADeletedProjectGaveIt) {
  Scene scene;  // of its own: what is deleted here stays deleted
  auto const caller =
      std::ranges::find(scene.callers(), "GROUP_OWNER of the project", &CallerKind::name);
  ASSERT_NE(caller, scene.callers().end());
  RequestSpec const reading = scene.request(row_called("getOrganization")).by(caller->key);
  EXPECT_EQ(scene.send(reading).status, 200);
  EXPECT_EQ(scene.send(scene.request(row_called("deleteProject"))).status, 202);
  Answer const answer = scene.send(reading);
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(code_of(answer), "USER_UNAUTHORIZED");
}

}  // namespace
}  // namespace contract
