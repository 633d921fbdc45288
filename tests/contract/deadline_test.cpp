// A request waits for its store until one moment, which is fixed when it begins, whatever and how
// often it asks: a store that blocks ends in 503 within store_timeout at every path. Only work that
// is not the store's, as the hash of a password, may put another in its place.
#include <gtest/gtest.h>

#include <set>

#include "scene.hpp"
#include "service/companions.hpp"

namespace contract {
namespace {

void expect_one_deadline(RequestSpec const& request) {
  Scene& scene = Scene::shared();
  scene.take_deadlines();
  Answer const answer = scene.try_out(request);
  auto const deadlines = scene.take_deadlines();
  ASSERT_LT(answer.status, 300) << conformance::describe(answer);
  std::set<orgd::Session::Deadline> const used(deadlines.used.begin(), deadlines.used.end());
  if (used.empty()) return;
  EXPECT_EQ(deadlines.used.front(), deadlines.given.front()) << answer.sent;
  EXPECT_EQ(deadlines.given.size(), used.size()) << answer.sent << "\none was not used";
}

class Deadline : public ::testing::TestWithParam<Row> {};

TEST_P(Deadline, IsOneForAllThatTheRequestAsksOfItsStore) {
  Scene& scene = Scene::shared();
  RequestSpec const request = scene.request(GetParam(), variants_of(GetParam()).front());
  scene.try_out(request);  // there is a nonce from now on
  expect_one_deadline(request);
}

INSTANTIATE_TEST_SUITE_P(Rows, Deadline, ::testing::ValuesIn(all_rows()),
                         [](auto const& given) { return given.param.name(); });

TEST(DeadlineBesideTheApi, IsOneForAllThatTheRequestAsksOfItsStore) {
  Scene& scene = Scene::shared();
  for (orgd::Companion const& companion : orgd::companions) {
    auto const request =
        RequestSpec{.method = std::string(companion.method), .target = std::string(companion.path)}
            .by(scene.callers().front().key);
    scene.try_out(request);  // there is a nonce from now on
    expect_one_deadline(request);
  }
}

}  // namespace
}  // namespace contract
