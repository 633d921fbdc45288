// Metrics as text, in Prometheus's exposition format 0.0.4. Knows no metric.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "telemetry/duration_histogram.hpp"
#include "telemetry/metric.hpp"

namespace orgd {

class MetricsText {
 public:
  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

  using LabelValues = std::span<std::string_view const>;

  /// Begins a family, unless it is the one that was begun last; its numbers follow.
  void begin(MetricFamily const& family);
  /// One number of the family, with a value for each of its labels.
  void add(double value, LabelValues labels = {});
  void add(DurationTotals const& totals, LabelValues labels);
  /// Numbers of any families; those of one family stand together.
  void add(std::span<Sample const> samples);

  std::string take() { return std::move(text_); }

 private:
  void line(std::string_view suffix, LabelValues labels, std::string_view bound,
            std::string_view number);

  std::string text_;
  MetricFamily family_{};
};

}  // namespace orgd
