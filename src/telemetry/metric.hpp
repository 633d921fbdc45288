// What a metric is to whoever watches a server, and how its numbers are read. Nothing here knows
// where metrics are shown.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace orgd {

/// A counter only grows, a gauge goes both ways, a histogram counts by size.
enum class MetricType : std::uint8_t { counter, gauge, histogram };

constexpr std::string_view type_name(MetricType type) {
  constexpr std::array<std::string_view, 3> names{"counter", "gauge", "histogram"};
  return names[static_cast<std::size_t>(type)];
}

/// One name, one meaning, one number for each combination of its labels' values.
struct MetricFamily {
  std::string_view name;
  MetricType type;
  std::string_view help;                     ///< one line for people
  std::array<std::string_view, 2> labels{};  ///< their names; "" where there is none
};

/// One number of a family.
struct Sample {
  MetricFamily family;
  std::string_view label_value;  ///< of the family's only label, if it has one
  double value;
};

/// How one number of a family is read from a `Source`. Rows of one family stand together.
template <class Source>
struct MetricRow {
  MetricFamily family;
  double (*value)(Source const&);
  std::string_view label_value{};
};

template <class Source>
std::vector<Sample> samples_of(std::span<MetricRow<Source> const> rows, Source const& source) {
  std::vector<Sample> samples;
  samples.reserve(rows.size());
  for (auto const& row : rows) samples.push_back({row.family, row.label_value, row.value(source)});
  return samples;
}

/// Appends each family of the rows once.
template <class Source>
void append_families(std::vector<MetricFamily>& families, std::span<MetricRow<Source> const> rows) {
  for (auto const& row : rows)
    if (families.empty() || families.back().name != row.family.name) families.push_back(row.family);
}

}  // namespace orgd
