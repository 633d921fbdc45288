// Documents as tables, JSON, YAML and CSV.
#include <gtest/gtest.h>

#include "cli/output.hpp"
#include "cli/table.hpp"

namespace orgctl {
namespace {

atlas::JsonNode json(std::string_view text) {
  auto node = atlas::parse_json(text);
  EXPECT_TRUE(node) << text;
  return node ? std::move(*node) : atlas::JsonNode{};
}

std::string shown(std::string_view text, Format format,
                  std::vector<std::string> const& columns = {}, Screen screen = {}) {
  return render(json(text), format, columns, screen);
}

constexpr std::string_view people =
    R"({"results":[{"id":"1","name":"Zoë, \"Z\"","roles":{"org":["A","B"]},"links":[{"rel":"x"}]},)"
    R"({"id":"2","name":null,"new":[{"a":1}]}],"totalCount":2})";

TEST(Output, TableHasAColumnForEachMember) {
  EXPECT_EQ(shown(people, Format::table, {"id", "name"}),
            "ID  NAME      ROLES.ORG  NEW\n"
            "1   Zoë, \"Z\"  A,B\n"
            "2                        [{\"a\":1}]\n");
}

TEST(Output, TableLeavesOutWhatDoesNotFitAndWhatIsEmpty) {
  EXPECT_EQ(shown(people, Format::table, {"id", "gone", "name"}, {.width = 14, .colours = true}),
            "\x1b[1mID  NAME\x1b[0m\n1   Zoë, \"Z\"\n2\n");
  EXPECT_EQ(shown(R"({"results":[]})", Format::table, {"id"}), "");
}

TEST(Output, TableOfAnObjectHasARowForEachMember) {
  EXPECT_EQ(shown(R"({"name":"x","deep":{"er":true}})", Format::table),
            "name     x\ndeep.er  true\n");
}

TEST(Output, TableCannotSteerTheTerminal) {
  EXPECT_EQ(shown(R"({"name":"a\u001b[2Jb"})", Format::table), "name  a [2Jb\n");
}

TEST(Output, CsvQuotesWhatItMust) {
  EXPECT_EQ(shown(people, Format::csv, {"id", "name"}),
            "id,name,roles.org,new\r\n"
            "1,\"Zoë, \"\"Z\"\"\",\"A,B\",\r\n"
            "2,,,\"[{\"\"a\"\":1}]\"\r\n");
  EXPECT_EQ(shown("[]", Format::csv, {"id", "name"}), "id,name\r\n");
}

TEST(Output, YamlQuotesWhatCouldBeSomethingElse) {
  EXPECT_EQ(
      shown(R"({"plain":"abc","digits":"123","no":"no","empty":[],"list":[{"one":1,"two":[2]}],)"
            R"("far":1.5,"colon":"a: b"})",
            Format::yaml),
      "plain: abc\ndigits: \"123\"\n\"no\": \"no\"\nempty: []\nlist:\n  - one: 1\n    two:\n"
      "      - 2\nfar: 1.5\ncolon: \"a: b\"\n");
}

TEST(Output, NumbersKeepTheirDigits) {
  std::string_view const text =
      R"([1,12345678901234567890123,-1.5e400,18446744073709551615,{"a":0.25}])";
  EXPECT_EQ(cell_of(json(text)), text);
}

TEST(Output, PointersFollowRfc6901AndStars) {
  auto const root = json(R"({"a/b":{"m~n":[10,20]},"list":[{"id":1},{"id":2},{}]})");
  auto const found = [&](std::string_view pointer) {
    auto const node = resolve_pointer(root, pointer);
    return node ? cell_of(*node) : node.error();
  };
  EXPECT_EQ(found("/a~1b/m~0n/1"), "20");
  EXPECT_EQ(found("/list/*/id"), "1,2");
  EXPECT_EQ(found("/list/3"), "the answer has no 3");
  EXPECT_EQ(found("/list/x"), "the answer has no x");
}

std::string people_text(std::string_view text, std::vector<Column> const& columns,
                        Screen screen = {}) {
  auto const [shown, hidden] = people_table(json(text), columns, screen);
  return shown + std::to_string(hidden);
}

TEST(Output, PeopleSeeTheColumnsThatTheyLookFor) {
  EXPECT_EQ(people_text(people, {{"NAME", "name"}, {"ROLES", "roles.org"}, {"ID", "id"}}),
            "NAME      ROLES  ID\n"
            "Zoë, \"Z\"  A,B    1\n"
            "                 2\n"
            "1");
  EXPECT_EQ(people_text(R"([{"id":"1","roles":[{"orgId":"9","roleName":"A"},{"roleName":"B"}]}])",
                        {{"ROLES", "roles"}, {"ID", "id"}}),
            "ROLES  ID\nA,B    1\n0");
}

TEST(Output, NarrowScreensCutNamesAndNeverIds) {
  EXPECT_EQ(people_text(R"([{"name":"a name of some length","id":"6b08ce91a85de31fb000001c"}])",
                        {{"NAME", "name"}, {"ID", "id"}}, {.width = 40}),
            "NAME            ID\na name of som…  6b08ce91a85de31fb000001c\n0");
}

TEST(Output, CsvForSpreadsheetsHoldsNoFormulasAndNoControlCharacters) {
  auto const csv = [](bool safe) {
    return csv_of(json(R"([{"desc":"=1+1\u001b[2J"},{"desc":"-2"},{"desc":"a\u009bb"}])"), {"desc"},
                  {.only_these = true, .safe = safe});
  };
  EXPECT_EQ(csv(true), "desc\r\n'=1+1 [2J\r\n'-2\r\na b\r\n");
  EXPECT_EQ(csv(false),
            "desc\r\n=1+1\x1b[2J\r\n-2\r\na\xC2\x9B"
            "b\r\n");
}

}  // namespace
}  // namespace orgctl
