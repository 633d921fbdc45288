// Percent-encoding, queries and segments.
#include "api/uri.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atlas {
namespace {

struct DecodeCase {
  char const* text;
  std::optional<std::string> decoded;
};

TEST(PercentDecode, TakesWholeEscapesOfUtf8) {
  DecodeCase const cases[] = {
      {"", ""},
      {"plain-._~", "plain-._~"},
      {"a%20b", "a b"},
      {"a+b", "a+b"},
      {"%2f%2F", "//"},
      {"%C3%A9", "\xc3\xa9"},
      {"%3a", ":"},
      {"%", std::nullopt},
      {"%4", std::nullopt},
      {"%4x", std::nullopt},
      {"%%41", std::nullopt},
      {"%C3", std::nullopt},
      {"%FF", std::nullopt},
      {"%C0%AF", std::nullopt},
  };
  for (auto const& [text, decoded] : cases) EXPECT_EQ(percent_decode(text), decoded) << text;
  EXPECT_EQ(percent_decode("a+b%2B", Plus::is_space), "a b+");
}

TEST(PercentEncode, ComesBack) {
  std::string every;
  for (char c = 1; c < 127; ++c) every += c;
  every += "\xc3\xa9\xf0\x9f\x98\x80";
  EXPECT_EQ(percent_decode(percent_encode(every)), every);
  EXPECT_EQ(percent_encode("a/b c:\xc3\xa9"), "a%2Fb%20c%3A%C3%A9");
}

struct QueryCase {
  char const* text;
  char const* pairs;  ///< "name=value;", or "refused"
};

TEST(ParseQuery, KeepsPairsInTheirOrder) {
  QueryCase const cases[] = {
      {"", ""},
      {"a=1&b=2", "a=1;b=2;"},
      {"a=1&a=2", "a=1;a=2;"},
      {"a", "a=;"},
      {"a=", "a=;"},
      {"=1", "=1;"},
      {"a=b=c", "a=b=c;"},
      {"&&a=1&", "a=1;"},
      {"a=x+y%2B", "a=x y+;"},
      {"%61=1", "a=1;"},
      {"a=%", "refused"},
      {"%FF=1", "refused"},
  };
  for (auto const& [text, pairs] : cases) {
    auto const parsed = parse_query(text);
    std::string printed = parsed ? "" : "refused";
    if (parsed)
      for (auto const& [name, value] : *parsed) printed += fmt::format("{}={};", name, value);
    EXPECT_EQ(printed, pairs) << text;
  }
}

struct SegmentsCase {
  char const* path;
  std::vector<std::string_view> segments;
};

TEST(SegmentsOf, CutsAtEverySlashButTheLast) {
  SegmentsCase const cases[] = {
      {"/", {""}},
      {"/a/b", {"a", "b"}},
      {"/a/b/", {"a", "b"}},
      {"/a//b", {"a", "", "b"}},
      {"/a/b//", {"a", "b", ""}},
      {"/a%2Fb", {"a%2Fb"}},
  };
  for (auto const& [path, segments] : cases) EXPECT_EQ(segments_of(path), segments) << path;
}

TEST(SplitTarget, CutsAtTheFirstQuestionMark) {
  auto const [path, query] = split_target("/a?b=?&c");
  EXPECT_EQ(path, "/a");
  EXPECT_EQ(query, "b=?&c");
  EXPECT_EQ(split_target("/a").query, "");
}

TEST(ExpandTemplate, EncodesWhatItFillsIn) {
  std::string_view const values[] = {"10.0.0.0/8", "x"};
  EXPECT_EQ(expand_template("/list/{address}/{id}:accept", values), "/list/10.0.0.0%2F8/x:accept");
}

}  // namespace
}  // namespace atlas
