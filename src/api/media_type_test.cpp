// The tables of contract 1.3.3 and 1.3.4, row by row.
#include "api/media_type.hpp"

#include <gtest/gtest.h>

namespace atlas {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Version const today{year{2025}, month{6}, day{1}};
Version const both[] = {v2023_01_01, v2025_02_19};
Version const none[] = {unversioned};

std::string type(std::string_view date) {
  return "application/vnd.atlas." + std::string(date) + "+json";
}

struct AcceptCase {
  char const* name;
  std::string accept;
  char const* answered;           ///< the date, or "406"
  char const* strictly = "same";  ///< when versionless requests are refused
};

std::string answered(std::string_view accept, Unversioned policy) {
  auto const version = negotiate(accept, both, today, policy);
  if (!version) return std::to_string(version.error().error);
  return *version == v2023_01_01 ? "2023" : "2025";
}

TEST(Negotiate, ChoosesTheVersion) {
  AcceptCase const cases[] = {
      {"the first date", type("2023-01-01"), "2023"},
      {"the second date", type("2025-02-19"), "2025"},
      {"later than the newest, not in the future", type("2025-03-12"), "2025"},
      {"today", type("2025-06-01"), "2025"},
      {"between two dates", type("2024-08-05"), "2023"},
      {"before the first date", type("2022-12-31"), "406"},
      {"after today", type("2025-06-02"), "406"},
      {"an impossible date", type("2024-02-30"), "406"},
      {"no date", type("latest"), "406"},
      {"preview", "application/vnd.atlas.preview+json", "406"},
      {"upcoming", "application/vnd.atlas.2025-02-19.upcoming+json", "406"},
      {"another suffix", "application/vnd.atlas.2023-01-01+csv", "406"},
      {"foreign types", "text/html, image/png", "406"},
      {"in another case", "Application/VND.Atlas.2023-01-01+JSON", "2023"},
      {"versioned, then plain", type("2023-01-01") + ", application/json", "2023"},
      {"plain, then versioned", "application/json, " + type("2025-02-19"), "2025"},
      {"a version that does not resolve, then plain", type("2022-01-01") + ", */*", "406"},
      {"plain alone", "application/json", "2023", "406"},
      {"anything", "*/*", "2023", "406"},
      {"any application", "application/*", "2023", "406"},
      {"absent", "", "2023", "406"},
      {"blanks", "  ", "2023", "406"},
      {"two versions in order", type("2023-01-01") + "," + type("2025-02-19"), "2023"},
      {"two versions by rank", type("2023-01-01") + ";q=0.5," + type("2025-02-19"), "2025"},
      {"the ranked first does not resolve", type("2030-01-01") + "," + type("2023-01-01") + ";q=.1",
       "2023"},
      {"refused by rank", type("2023-01-01") + ";q=0", "406"},
      {"other parameters", type("2023-01-01") + "; charset=utf-8; x=y", "2023"},
      {"a rank that is no number", type("2023-01-01") + ";q=high", "406"},
  };
  for (auto const& [name, accept, expected, strictly] : cases) {
    EXPECT_EQ(answered(accept, Unversioned::is_oldest), expected) << name;
    bool const same = std::string_view(strictly) == "same";
    EXPECT_EQ(answered(accept, Unversioned::refused), same ? expected : strictly) << name;
  }
}

TEST(Negotiate, LetsOperationsWithoutVersionsSpeakPlainJson) {
  EXPECT_EQ(negotiate("application/json", none, today, Unversioned::refused), unversioned);
  EXPECT_EQ(negotiate("", none, today, Unversioned::refused), unversioned);
}

struct ContentCase {
  char const* name;
  std::string type;
  int status;  ///< 0: taken
};

TEST(CheckContentType, TakesJsonInUtf8) {
  ContentCase const cases[] = {
      {"absent", "", 0},
      {"plain", "application/json", 0},
      {"versioned", type("2023-01-01"), 0},
      {"a later version", type("2024-01-01"), 0},
      {"UTF-8 named", "application/json; charset=utf-8", 0},
      {"UTF-8 named in capitals and quotes", "application/json;charset=\"UTF-8\"", 0},
      {"UTF-8 on a version", type("2023-01-01") + ";charset=utf-8", 0},
      {"a version that does not resolve", type("2020-01-01"), 406},
      {"another charset", "application/json; charset=latin1", 415},
      {"another charset on a version", type("2023-01-01") + ";charset=utf-16", 415},
      {"a form", "application/x-www-form-urlencoded", 415},
      {"text", "text/plain", 415},
      {"XML", "application/xml", 415},
  };
  for (auto const& [name, text, status] : cases) {
    auto const checked = check_content_type(text, both, today);
    EXPECT_EQ(checked ? 0 : checked.error().error, status) << name;
  }
}

TEST(MediaTypeOf, NamesTheVersion) {
  EXPECT_EQ(media_type_of(v2023_01_01), "application/vnd.atlas.2023-01-01+json");
  EXPECT_EQ(media_type_of(unversioned), "application/json");
}

}  // namespace
}  // namespace atlas
