// Spans of time in both forms.
#include "sandbox/duration.hpp"

#include <gtest/gtest.h>

namespace orgd::sandbox {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Span, IsANumberWithAUnit) {
  EXPECT_EQ(parse_span("31d"), seconds(days(31)));
  EXPECT_EQ(parse_span("12h"), seconds(hours(12)));
  EXPECT_EQ(parse_span("90m"), seconds(minutes(90)));
  EXPECT_EQ(parse_span("5s"), seconds(5));
}

TEST(Span, IsADurationOfIso8601) {
  EXPECT_EQ(parse_span("P1D"), seconds(days(1)));
  EXPECT_EQ(parse_span("PT90M"), seconds(minutes(90)));
  EXPECT_EQ(parse_span("P1DT2H3M4S"), days(1) + hours(2) + minutes(3) + seconds(4));
}

TEST(Span, IsNothingElse) {
  for (auto const* text :
       {"",   "d",  "5",   "5 d",  "-5d",    "+5d",  "1d12h", "5D",  "1.5h", "P",
        "PT", "P1", "P1H", "PT1D", "PT1S2M", "P1DT", "P1Y",   "P1M", "P1W",  "4294967296s"})
    EXPECT_FALSE(parse_span(text)) << text;
}

TEST(Span, IsAtMostAHundredYears) {
  EXPECT_TRUE(parse_span("36525d"));
  EXPECT_FALSE(parse_span("36526d"));
  EXPECT_FALSE(parse_span("P36525DT1S"));
}

}  // namespace
}  // namespace orgd::sandbox
