// Bodies that break exactly one rule of their row: the status and code of that rule, the place
// where it is broken, and nothing changed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "malformed.hpp"
#include "scene.hpp"

namespace contract {
namespace {

class Body : public ::testing::TestWithParam<Row> {
 protected:
  void send(RequestSpec request, Malformed const& malformed) {
    Row const& row = GetParam();
    request.body = malformed.text;
    Answer const answer = malformed.code ? scene_.send(request) : scene_.try_out(request);
    if (malformed.same_as) {
      request.body = *malformed.same_as;
      Answer const other = scene_.try_out(request);
      EXPECT_EQ(fmt::format("{} {}", answer.status, code_of(answer)),
                fmt::format("{} {}", other.status, code_of(other)))
          << malformed.what << conformance::describe(answer);
      return;
    }
    if (!malformed.code) {
      EXPECT_EQ(answer.status, row.info->success)
          << malformed.what << conformance::describe(answer);
      return;
    }
    std::string const place =
        malformed.parameter ? first_parameter_of(answer) : std::string("any parameter");
    EXPECT_EQ(fmt::format("{} {} {}", answer.status, code_of(answer), place),
              fmt::format("{} {} {}", atlas::row_of(*malformed.code).status,
                          atlas::wire_name(*malformed.code),
                          malformed.parameter.value_or("any parameter")))
        << malformed.what << "\nbody: " << malformed.text << "\n"
        << conformance::describe(answer);
    EXPECT_EQ(broken_rules_of(row, request, answer), "");
  }

  Scene& scene_ = Scene::shared();
};

TEST_P(Body, BrokenInOnePlace) {
  Row const& row = GetParam();
  std::string const before = scene_.dump();
  for (Variant const& variant : variants_of(row)) {
    Sample const sample = sample_of(row.body, scene_.own().texts, variant);
    for (Malformed const& malformed : malformed_bodies(sample)) {
      bool const harmless = !malformed.code && !malformed.same_as;
      if (variant.succeeds || !harmless) send(scene_.request(row, variant), malformed);
    }
  }
  EXPECT_EQ(scene_.dump(), before);
}

std::vector<Row> rows_with_body() {
  std::vector<Row> rows;
  for (Row const& row : all_rows())
    if (row.has_body) rows.push_back(row);
  return rows;
}

INSTANTIATE_TEST_SUITE_P(Rows, Body, ::testing::ValuesIn(rows_with_body()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
