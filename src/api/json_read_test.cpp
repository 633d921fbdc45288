// The strict reader: which documents are JSON at all, which dates are dates, and which problem of a
// body is reported, at which place.
#include "api/json_read.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atlas {
namespace {

template <class T>
std::string outcome_of(Result<T> const& result) {
  if (result) return "fine";
  auto const& parameters = result.error().parameters;
  auto const* first = parameters.empty() ? nullptr : std::get_if<std::string>(&parameters.front());
  return result.error().error_code + (first ? " " + *first : "");
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + "1" + std::string(depth, ']');
}

struct DocumentCase {
  char const* name;
  std::string text;
  bool fine;
};

TEST(ParseJson, TakesDocumentsAndNothingElse) {
  DocumentCase const cases[] = {
      {"an object", R"({"a":1,"b":[true,false,null]})", true},
      {"blanks around", " \r\n\t{}\n", true},
      {"a lone text", R"("text")", true},
      {"a lone number", "0", true},
      {"escapes", R"("\u00e9\ud83d\ude00\n")", true},
      {"nesting to the limit", nested(31), true},
      {"nesting beyond the limit", nested(33), false},
      {"nothing", "", false},
      {"blanks", "  ", false},
      {"two documents", "{} {}", false},
      {"a trailing comma", "[1,]", false},
      {"a comment", "{} // no", false},
      {"single quotes", "{'a':1}", false},
      {"a bare name", "{a:1}", false},
      {"a leading zero", "01", false},
      {"half a surrogate", R"("\ud83d")", false},
      {"an overlong form", "\"\xc0\xaf\"", false},
      {"a raw control character", "\"a\x01\"", false},
      {"a cut text", "\"abc", false},
      {"NaN", "NaN", false},
      {"a number beyond double", R"({"a":-1e400,"b":["1e400\"",1]})", true},
      {"a number beyond 64 bits", "[12345678901234567890123,-98765432109876543210]", true},
      {"two signs before a large number", "[1e400,--1]", false},
      {"a leading zero beside a large number", "[1e400,01]", false},
      {"no digit after the point, beside a large number", "[1e400,1.]", false},
      {"no exponent, beside a large number", "[1e400,1e+]", false},
      {"two numbers in one, one of them large", "[1e4001.5]", false},
      {"a cut text after a large number", "[1e400,\"a", false},
      {"a member twice", R"({"a":1,"a":1})", false},
      {"a member twice, once escaped", R"({"a":1,"\u0061":2})", false},
      {"a member twice, deep inside", R"([{"x":{"a":1,"b":2,"a":3}}])", false},
  };
  for (auto const& [name, text, fine] : cases)
    EXPECT_EQ(outcome_of(parse_json(text)), fine ? "fine" : "MALFORMED_JSON") << name;
}

struct DateCase {
  char const* text;
  std::int64_t seconds;  ///< -1: refused
};

TEST(ParseDate, TakesIso8601) {
  DateCase const cases[] = {
      {"2024-03-01T10:00:00Z", 1709287200},
      {"2024-03-01T10:00:00", 1709287200},
      {"2024-03-01T10:00Z", 1709287200},
      {"2024-03-01", 1709251200},
      {"2024-03-01T10:00:00.999999Z", 1709287200},
      {"2024-03-01T12:00:00+02:00", 1709287200},
      {"2024-03-01T05:30:00-0430", 1709287200},
      {"2024-02-29T00:00:00Z", 1709164800},
      {"2023-02-29T00:00:00Z", -1},
      {"2024-13-01", -1},
      {"2024-03-01T24:00:00Z", -1},
      {"2024-03-01T10:60:00Z", -1},
      {"2024-03-01 10:00:00Z", -1},
      {"2024-03-01T10:00:00Zx", -1},
      {"2024-03-01T10:00:00+2", -1},
      {"2024-03-01T10", -1},
      {"24-03-01", -1},
      {"", -1},
      {"0000-01-01T00:00:00+01:00", -1},
      {"9999-12-31T23:59:59-01:00", -1},
      {"yesterday", -1},
  };
  for (auto const& [text, seconds] : cases) {
    auto const date = parse_date(text);
    EXPECT_EQ(date ? date->time_since_epoch().count() : -1, seconds) << text;
    if (!date) {
      EXPECT_EQ(outcome_of(date), fmt::format("INVALID_DATE_FORMAT {}", text));
    }
  }
}

struct BodyCase {
  char const* name;
  char const* json;
  char const* expected;
};

TEST(ReadJson, ReportsTheFirstProblemInTheOrderOfMembers) {
  BodyCase const cases[] = {
      {"all members", R"({"username":"a@b.org","roles":["ORG_OWNER"]})", "fine"},
      {"only the required one", R"({"username":"a@b.org"})", "fine"},
      {"the required one is absent", "{}", "MISSING_ATTRIBUTE username"},
      {"the required one is null", R"({"username":null})", "MISSING_ATTRIBUTE username"},
      {"an optional one is null", R"({"username":"a@b.org","roles":null})", "fine"},
      {"an element of the wrong type", R"({"username":"a@b.org","roles":["ORG_OWNER",1]})",
       "INVALID_JSON_ATTRIBUTE roles[1]"},
      {"a problem deep inside",
       R"({"username":"a@b.org","groupRoleAssignments":[{"groupId":"x","roles":[]}]})",
       "INVALID_ATTRIBUTE groupRoleAssignments[0].groupId"},
      {"an unknown member deep inside",
       R"({"username":"a@b.org","groupRoleAssignments":[)"
       R"({"groupId":"aaaaaaaaaaaaaaaaaaaaaaaa","roles":["GROUP_OWNER"],"no":1}]})",
       "INVALID_ATTRIBUTE groupRoleAssignments[0].no"},
      {"declaration order wins over the document's", R"({"unknown":1,"roles":1})",
       "MISSING_ATTRIBUTE username"},
      {"unknown members come last", R"({"unknown":1,"username":"a@b.org"})",
       "INVALID_ATTRIBUTE unknown"},
      {"another case is another member", R"({"Username":"a@b.org"})", "MISSING_ATTRIBUTE username"},
      {"a list is no object", "[]", "INVALID_JSON"},
  };
  for (auto const& [name, json, expected] : cases)
    EXPECT_EQ(outcome_of(read_json<OrganizationInvitationRequest>(json, Side::request)), expected)
        << name;
}

TEST(ReadJson, ReadsListsAsAWhole) {
  using Entries = std::vector<AccessListEntryRequest>;
  EXPECT_EQ(outcome_of(read_json<Entries>("[]", Side::request)), "fine");
  EXPECT_EQ(outcome_of(read_json<Entries>("{}", Side::request)), "INVALID_JSON");
  EXPECT_EQ(outcome_of(read_json<Entries>(R"([{},{"ipAddress":1}])", Side::request)),
            "INVALID_JSON_ATTRIBUTE [1].ipAddress");
}

TEST(ReadJson, TellsAbsentFromNull) {
  auto const read = [](std::string_view json) {
    return read_json<OrganizationSettings>(json, Side::request).value();
  };
  EXPECT_FALSE(read("{}").security_contact);
  EXPECT_EQ(read(R"({"securityContact":null})").security_contact, null_of<std::string>());
  EXPECT_EQ(**read(R"({"securityContact":"a@b.org"})").security_contact, "a@b.org");
}

TEST(ReadJson, SkipsWhatARequestMayNotSet) {
  auto const read = read_json<Organization>(R"({"name":"N","id":7,"links":{}})", Side::request);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, "");
  EXPECT_EQ(outcome_of(read_json<Organization>(R"({"name":"N"})", Side::answer)),
            "MISSING_ATTRIBUTE id");
}

}  // namespace
}  // namespace atlas
