// CSV as spreadsheets and people write it.
#include <gtest/gtest.h>

#include "cli/csv.hpp"
#include "cli/row_options.hpp"

namespace orgctl {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows cells(std::string_view text) {
  auto const rows = parse_csv(text);
  if (!rows) return {{rows.error()}};
  Rows all;
  for (auto const& row : *rows) all.push_back(row.cells);
  return all;
}

TEST(Csv, IsReadBackAsWritten) {
  std::vector<std::string> const row{"plain", "with,comma", "with \"quotes\"", "two\r\nlines", ""};
  EXPECT_EQ(cells(csv_row(row) + csv_row(row)), Rows({row, row}));
}

TEST(Csv, TakesOtherLineEndsAndAByteOrderMark) {
  Rows const wanted{{"a", "b"}, {"1", "2"}, {"3", ""}};
  for (std::string_view const text : {"\xEF\xBB\xBF"
                                      "a,b\n\n1,2\n3,",
                                      "a,b\r1,2\r3,\r", "a,b\r\n1,2\r\n3,\r\n"})
    EXPECT_EQ(cells(text), wanted) << text;
}

TEST(Csv, SeparatorIsThatOfTheHeading) {
  Rows const wanted{{"email", "role"}, {"x@example.org", "A"}};
  for (std::string_view const text :
       {"email,role\nx@example.org,A\n", "email;role\nx@example.org;A\n",
        "email\trole\nx@example.org\tA\n", "sep=;\nemail;role\nx@example.org;A\n",
        "\"email\";\"role\"\n\"x@example.org\";\"A\"\n", " email , role \n x@example.org,\tA \n",
        "email,role\n \"x@example.org\" ,A\xC2\xA0\n", "email,role\nx@example.org,A,,\n"})
    EXPECT_EQ(cells(text), wanted) << text;
  EXPECT_EQ(cells("email;role\nx;A,B\n"), Rows({{"email", "role"}, {"x", "A,B"}}));
}

TEST(Csv, LinesAreCountedAsAnEditorDoes) {
  auto const rows = parse_csv("a\n\n\"two\nlines\"\r\n\r\nlast\n");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3);
  EXPECT_EQ((*rows)[1].line, 3);
  EXPECT_EQ((*rows)[2].line, 6);
}

TEST(Csv, SaysWhatIsWrongAndWhere) {
  auto const said = [](std::string_view text) {
    auto const rows = parse_csv(text);
    return rows ? "" : rows.error().substr(0, rows.error().find(':', 6));
  };
  EXPECT_EQ(parse_csv("a,b\n1\n").error(), "line 2: 1 cell, but the heading has 2");
  EXPECT_EQ(parse_csv("a\n\n\"1\n").error(), "line 3: a quote does not end");
  EXPECT_EQ(parse_csv("a,b\n\"1\"2,3\n").error(), "line 2: \"2\" stands behind a quote that ended");
  EXPECT_EQ(said("a\nb\nj\xFCrgen\n"), "line 3 is not UTF-8");
  for (std::string_view const utf16 : {std::string_view("\xFF\xFE"
                                                        "a\0",
                                                        4),
                                       std::string_view("a\0b\0", 4)})
    EXPECT_EQ(said(utf16), "the file is UTF-16 or holds binary data");
}

OperationCommand const& invite() { return *find_command({"orgs", "invitations", "create"}); }

TEST(Headings, AreOptionsOrTheNamesOfTheApiInAnyCase) {
  auto const columns =
      options_of_heading(invite(), {1, {"E-Mail", " Roles", "teamIds", "group role assignments"}});
  ASSERT_TRUE(columns) << columns.error();
  EXPECT_EQ(*columns,
            std::vector<std::string>({"--email", "--role", "--team", "--group-role-assignments"}));
  EXPECT_EQ(options_of_heading(invite(), {1, {"username"}})->front(), "--email");
  EXPECT_EQ(options_of_heading(*find_command({"orgs", "create"}), {1, {"apiKey.desc"}})->front(),
            "--api-key.desc");
}

TEST(Headings, UnknownAndRepeatedOnesAreNamed) {
  auto const said = [](std::vector<std::string> names) {
    return options_of_heading(invite(), {1, std::move(names)}).error();
  };
  EXPECT_TRUE(said({"emial"}).starts_with("line 1: no column \"emial\"; did you mean email?"));
  EXPECT_TRUE(said({"colour"}).contains("(known: org, email, role"));
  EXPECT_EQ(said({"email", "Email"}), "line 1: the heading names email twice");
  EXPECT_EQ(said({"email", "username"}),
            "line 1: the heading names email twice (\"username\" is the same)");
}

TEST(Cells, ListsAreSplitAndEmptyItemsLeftOut) {
  auto const given = given_of(invite(), {"--email", "--role", ""},
                              {2, {"x@example.org", "A; B,C;", ""}}, {{"--org", {"1"}}});
  ASSERT_TRUE(given);
  EXPECT_EQ(given->at("--role"), std::vector<std::string>({"A", "B", "C"}));
  EXPECT_EQ(given->at("--org"), std::vector<std::string>({"1"}));
  EXPECT_EQ(given_of(invite(), {""}, {2, {"lost"}}, {}).error(),
            "\"lost\" stands in a column without a heading");
}

}  // namespace
}  // namespace orgctl
