// Path and query parameters that break their rules: 400, each with its code, before anything else
// is looked at or changed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "api/uri.hpp"
#include "malformed.hpp"
#include "scene.hpp"

namespace contract {
namespace {

using atlas::Code;

class Parameters : public ::testing::TestWithParam<Row> {
 protected:
  Answer refused(RequestSpec const& request, Malformed const& malformed) {
    Answer answer = scene_.try_out(request);
    Code const code = malformed.code.value();
    EXPECT_EQ(fmt::format("{} {}", answer.status, code_of(answer)),
              fmt::format("{} {}", atlas::row_of(code).status, atlas::wire_name(code)))
        << malformed.what << "\n"
        << answer.sent << conformance::describe(answer);
    EXPECT_EQ(broken_rules_of(GetParam(), request, answer), "");
    return answer;
  }

  Scene& scene_ = Scene::shared();
};

TEST_P(Parameters, InThePath) {
  Row const& row = GetParam();
  for (Shape const& part : row.path.parts)
    for (Malformed const& malformed : malformed_values(part, Code::path_param_parse_error)) {
      if (malformed.text.empty()) continue;  // a path without the segment is another path
      Place place = scene_.own();
      place.texts[part.name] = malformed.text;
      RequestSpec const request = scene_.request(row, place, variants_of(row).front());
      Answer const answer = refused(request, malformed);
      auto const path = request.target.substr(0, request.target.find('?'));
      auto const told = atlas::make_error(malformed.code.value(), {path}).parameters;
      EXPECT_EQ(first_parameter_of(answer), std::get<std::string>(told.front()));
    }
}

TEST_P(Parameters, InThePathInUpperCase) {
  Row const& row = GetParam();
  for (Shape const& part : row.path.parts) {
    if (part.rule.text != &atlas::text::object_id) continue;
    Place place = scene_.own();
    std::string& id = place.texts[part.name];
    for (char& c : id)
      if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 32);
    ASSERT_NE(id, scene_.own().texts.at(part.name)) << "an id without letters";
    refused(scene_.request(row, place, variants_of(row).front()),
            {.what = part.name + " in upper case", .code = Code::path_param_parse_error});
  }
}

TEST_P(Parameters, InTheQuery) {
  Row const& row = GetParam();
  RequestSpec const fine = scene_.request(row, variants_of(row).front());
  char const mark = fine.target.contains('?') ? '&' : '?';
  for (Shape const& part : row.query.parts)
    for (Malformed const& malformed : malformed_values(part, Code::invalid_query_parameter)) {
      RequestSpec request = fine;
      request.target +=
          fmt::format("{}{}={}", mark, part.name, atlas::percent_encode(malformed.text));
      Answer const answer = refused(request, malformed);
      // A value that is no text cannot even be split from its name.
      if (malformed.text != "\xff") {
        EXPECT_EQ(first_parameter_of(answer), part.name);
      }
    }
}

INSTANTIATE_TEST_SUITE_P(Rows, Parameters, ::testing::ValuesIn(all_rows()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
