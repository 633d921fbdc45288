// Every operation with its n-th statement failing, for every n: a 5xx that says nothing but a
// request id, a store that is byte for byte as it was, and success once nothing fails.
#include <gtest/gtest.h>

#include "scene.hpp"
#include "stored_rows.hpp"

namespace contract {
namespace {

constexpr int enough = 300;

class Fault : public ::testing::TestWithParam<Row> {};

TEST_P(Fault, ChangesNothing) {
  Row const& row = GetParam();
  Scene& scene = Scene::shared();
  RequestSpec const request = scene.request(row, variants_of(row).front());
  std::string const before = scene.dump();
  int n = 1;
  for (; n < enough; ++n) {
    scene.fail_statement(n);
    Answer const answer = scene.try_out(request);
    scene.fail_statement(0);
    ASSERT_EQ(difference(before, scene.dump()), "") << "statement " << n << "\n" << answer.sent;
    ASSERT_EQ(scene.dump(), before);
    if (answer.status == row.info->success) break;
    EXPECT_EQ(answer.status, 500) << "statement " << n << "\n" << conformance::describe(answer);
    EXPECT_EQ(code_of(answer), "UNEXPECTED_ERROR");
    EXPECT_NE(answer.header("X-Request-Id"), "") << conformance::describe(answer);
    EXPECT_EQ(broken_rules_of(row, request, answer), "");
  }
  EXPECT_LT(n, enough) << "never succeeds";
  EXPECT_GT(n, 1) << "no statement of the operation ever failed";
  RecordProperty("statements", n - 1);
}

INSTANTIATE_TEST_SUITE_P(Rows, Fault, ::testing::ValuesIn(all_rows()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
