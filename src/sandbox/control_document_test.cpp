// The document has every row, and refers to nothing that is not in it.
#include "sandbox/control_document.hpp"

#include <gtest/gtest.h>

#include "api/json_read.hpp"
#include "sandbox/control_rows.hpp"

namespace orgd::sandbox {
namespace {

TEST(ControlDocument, HasEveryRow) {
  auto const document = atlas::parse_json(control_document());
  ASSERT_TRUE(document);
  auto const* const paths = document->find("paths");
  ASSERT_TRUE(paths);
  atlas::for_each_operation(control::AllRows{}, [&]<auto const & Row>() {
    auto const* const path = paths->find(Row.info.path);
    ASSERT_TRUE(path) << Row.info.path;
    bool found = false;
    for (auto const& operation : path->children)
      found = found || operation.find("operationId")->text == Row.info.id;
    EXPECT_TRUE(found) << Row.info.id;
  });
}

TEST(ControlDocument, RefersToSchemasThatItHas) {
  auto const text = control_document();
  auto const document = atlas::parse_json(text);
  ASSERT_TRUE(document);
  auto const* const schemas = document->find("components")->find("schemas");
  constexpr std::string_view start = "\"#/components/schemas/";
  std::size_t count = 0;
  for (auto at = text.find(start); at != text.npos; at = text.find(start, at + 1), ++count) {
    auto const from = at + start.size();
    auto const name = text.substr(from, text.find('"', from) - from);
    EXPECT_TRUE(schemas->find(name)) << name;
  }
  EXPECT_GT(count, 20U);
}

}  // namespace
}  // namespace orgd::sandbox
