// What succeeds is answered as the row says: its status, its media type, and a body that its type
// reads without a member left over; the same in an envelope and with every parameter given.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scene.hpp"

namespace contract {
namespace {

// The body inside an envelope, compact.
std::string opened(Row const& row, std::string const& body) {
  auto const node = conformance::parse_json(body);
  if (!node || !node->find("status")) return "no envelope: " + body;
  if (row.reply != Row::Reply::page) {
    auto const* content = node->find("content");
    return content && node->children.size() == 2 ? conformance::show(*content) : body;
  }
  conformance::Node page = *node;
  std::erase_if(page.children, [](auto const& member) { return member.key == "status"; });
  return conformance::show(page);
}

class Success : public ::testing::TestWithParam<Row> {
 protected:
  void expect_fit(RequestSpec const& request, bool enveloped) {
    Row const& row = GetParam();
    Answer const answer = scene_.try_out(request);
    EXPECT_EQ(broken_rules_of(row, request, answer), "");
    ASSERT_EQ(answer.status, row.info->success) << answer.sent << conformance::describe(answer);
    EXPECT_EQ(answer.header("Content-Type"), atlas::media_type_of(row.info->version));
    bool const wrapped = enveloped && row.reply != Row::Reply::none;
    EXPECT_EQ(row.misfit(wrapped ? opened(row, answer.body) : answer.body), "")
        << answer.sent << conformance::describe(answer);
  }

  Scene& scene_ = Scene::shared();
  std::string before_ = scene_.dump();
};

TEST_P(Success, FitsItsRow) {
  for (Variant const& variant : variants_of(GetParam()))
    if (variant.succeeds) expect_fit(scene_.request(GetParam(), variant), false);
  EXPECT_EQ(scene_.dump(), before_) << "the scene is undone after each try";
}

TEST_P(Success, WithEveryParameterFitsItsRow) {
  Variant variant = variants_of(GetParam()).front();
  variant.texts["every parameter"] = "";
  RequestSpec const request = scene_.request(GetParam(), variant);
  EXPECT_TRUE(request.target.contains("envelope=true")) << request.target;
  expect_fit(request, true);
}

INSTANTIATE_TEST_SUITE_P(Rows, Success, ::testing::ValuesIn(all_rows()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
