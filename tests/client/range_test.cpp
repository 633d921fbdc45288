// Lists as ranges: laziness, ends, errors, and pages smaller than asked for.
#include <gtest/gtest.h>

#include "atlas/organizations_api.hpp"
#include "atlas/testing/function_transport.hpp"

namespace client_test {
namespace {

using atlas::HttpRequest;
using atlas::HttpResponse;
using atlas::OrganizationsApi;
using atlas::testing::FunctionTransport;

// A list of `total` organizations, at most `page_limit` on a page, whatever is asked for; page
// `broken` answers 500.
class RangeTest : public ::testing::Test {
 protected:
  OrganizationsApi api() {
    atlas::Configuration configuration;
    configuration.retry.max_attempts = 1;
    configuration.transport = std::make_shared<FunctionTransport>(
        [this](HttpRequest const& request) { return answer(request.url); });
    return OrganizationsApi{configuration};  // NOLINT(modernize-return-braced-init-list)
  }

  FunctionTransport::Answer answer(std::string const& url) {
    auto const at = url.find("pageNum=");
    int const page = at == std::string::npos ? 1 : std::stoi(url.substr(at + 8));
    pages_.push_back(page);
    if (page == broken_) return HttpResponse{.status = 500, .body = "{}"};
    std::string items;
    int const end = std::min(total_, page * page_limit_);
    for (int i = (page - 1) * page_limit_; i < end; ++i)
      items += (items.empty() ? "" : ",") + (R"({"name":")" + std::to_string(i) + "\"}");
    std::string body = R"({"links":[)";
    if (links_ && end < total_) body += R"({"href":")" + href_ + R"(","rel":"next"})";
    body += R"(],"results":[)" + items + "]";
    if (counts_) body += R"(,"totalCount":)" + std::to_string(total_);
    return HttpResponse{.status = 200, .body = body + "}"};
  }

  int seen() {
    int count = 0;
    for (auto const& item : api().each_of_organizations()) {
      EXPECT_TRUE(item);
      EXPECT_EQ(item->name, std::to_string(count++));
    }
    return count;
  }

  int total_ = 7;
  int page_limit_ = 3;
  int broken_ = 0;
  std::string href_ = "x";
  bool links_ = true;
  bool counts_ = true;
  std::vector<int> pages_;
};

TEST_F(RangeTest, GoesThroughAllPages) {
  EXPECT_EQ(seen(), 7);
  EXPECT_EQ(pages_, (std::vector{1, 2, 3}));
}

TEST_F(RangeTest, FindsTheEndByEitherSign) {
  links_ = false;
  EXPECT_EQ(seen(), 7);
  links_ = true;
  counts_ = false;
  EXPECT_EQ(seen(), 7);
}

TEST_F(RangeTest, FetchesOnlyWhatIsReached) {
  for (auto const& item : api().each_of_organizations()) {
    EXPECT_TRUE(item);
    break;
  }
  EXPECT_EQ(pages_, std::vector{1});
}

TEST_F(RangeTest, AnEmptyListHasNoItems) {
  total_ = 0;
  EXPECT_EQ(seen(), 0);
}

TEST_F(RangeTest, EndsWithTheErrorOfAPage) {
  broken_ = 2;
  int good = 0;
  int errors = 0;
  for (auto const& item : api().each_of_organizations()) {
    good += item ? 1 : 0;
    if (!item) {
      EXPECT_EQ(item.error().status, 500);
      ++errors;
    }
  }
  EXPECT_EQ(good, 3);
  EXPECT_EQ(errors, 1);
}

TEST_F(RangeTest, ALinkThatLeadsBackEndsTheListAsAnError) {
  for (auto const* href : {"http://orgd.test/orgs?pageNum=1", "/orgs?itemsPerPage=3&pageNum=0",
                           "/orgs?pageNum=-5", "/orgs?pageNum=%31"}) {
    href_ = href;
    pages_.clear();
    std::string told;
    for (auto const& item : api().each_of_organizations())
      if (!item) told = item.error().detail;
    EXPECT_TRUE(told.starts_with("the list does not go on: page 1 says that ")) << href << told;
    EXPECT_EQ(pages_, std::vector{1});
  }
}

TEST_F(RangeTest, GivesPagesToo) {
  std::vector<std::size_t> sizes;
  for (auto const& page : api().pages_of_organizations()) sizes.push_back(page->results.size());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{3, 3, 1}));
}

TEST_F(RangeTest, BeginsWhereTheQuerySays) {
  int count = 0;
  for (auto const& item : api().each_of_organizations({.page_num = 3})) count += item ? 1 : 0;
  EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace client_test
