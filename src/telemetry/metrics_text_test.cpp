// The exposition format, byte by byte.
#include "telemetry/metrics_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace orgd {
namespace {

using enum MetricType;
using One = std::array<std::string_view, 1>;
using Two = std::array<std::string_view, 2>;

TEST(MetricsText, BeginsAFamilyOnce) {
  constexpr MetricFamily family{"things", gauge, "How many", {"kind", "size"}};
  MetricsText text;
  text.begin(family);
  text.add(1, Two{"a", "big"});
  text.begin(family);
  text.add(2.5, Two{"b", "small"});
  EXPECT_EQ(text.take(),
            "# HELP things How many\n"
            "# TYPE things gauge\n"
            "things{kind=\"a\",size=\"big\"} 1\n"
            "things{kind=\"b\",size=\"small\"} 2.5\n");
}

TEST(MetricsText, EscapesWhatWouldEndALineOrAValue) {
  MetricsText text;
  text.begin({"odd", counter, "a \"b\" \\ c\nd", {"name"}});
  text.add(0, One{"a \"b\" \\ c\nd"});
  EXPECT_EQ(text.take(),
            "# HELP odd a \"b\" \\\\ c\\nd\n"
            "# TYPE odd counter\n"
            "odd{name=\"a \\\"b\\\" \\\\ c\\nd\"} 0\n");
}

TEST(MetricsText, WritesEveryNumber) {
  using Limits = std::numeric_limits<double>;
  MetricsText text;
  text.begin({"n", gauge, "", {}});
  for (double const value : {-3.0, 1e6, 123456789012.0, 0.1, 1e300, Limits::infinity(),
                             -Limits::infinity(), Limits::quiet_NaN()})
    text.add(value);
  EXPECT_EQ(text.take(),
            "# HELP n \n# TYPE n gauge\n"
            "n -3\nn 1000000\nn 123456789012\nn 0.1\nn 1e+300\nn +Inf\nn -Inf\nn NaN\n");
}

TEST(MetricsText, CumulatesTheBucketsOfAHistogram) {
  DurationHistogram histogram;
  histogram.count(std::chrono::microseconds(100));  // the bound belongs to its bucket
  histogram.count(std::chrono::microseconds(101));
  histogram.count(std::chrono::seconds(11));
  histogram.count(std::chrono::seconds(-1));  // no clock should say so, and no sum may fall
  DurationTotals totals;
  histogram.add_to(totals);
  MetricsText text;
  text.begin({"t", MetricType::histogram, "", {"operation"}});
  text.add(totals, One{"x"});
  std::string const written = text.take();
  EXPECT_TRUE(written.contains("t_bucket{operation=\"x\",le=\"0.0001\"} 2\n")) << written;
  EXPECT_TRUE(written.contains("t_bucket{operation=\"x\",le=\"0.00025\"} 3\n")) << written;
  EXPECT_TRUE(written.contains("t_bucket{operation=\"x\",le=\"10\"} 3\n")) << written;
  EXPECT_TRUE(
      written.ends_with("t_bucket{operation=\"x\",le=\"+Inf\"} 4\n"
                        "t_sum{operation=\"x\"} 11.000201\n"
                        "t_count{operation=\"x\"} 4\n"))
      << written;
}

TEST(MetricsText, TakesSamplesWithAndWithoutLabels) {
  constexpr MetricFamily plain{"plain", counter, "No label", {}};
  constexpr MetricFamily labelled{"labelled", gauge, "One", {"state"}};
  MetricsText text;
  std::vector<Sample> const samples{{plain, "", 1}, {labelled, "up", 2}, {labelled, "down", 3}};
  text.add(samples);
  EXPECT_EQ(text.take(),
            "# HELP plain No label\n# TYPE plain counter\nplain 1\n"
            "# HELP labelled One\n# TYPE labelled gauge\n"
            "labelled{state=\"up\"} 2\nlabelled{state=\"down\"} 3\n");
}

}  // namespace
}  // namespace orgd
