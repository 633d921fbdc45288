// Prints all metrics as a table for people.
#include <fmt/format.h>

#include "monitoring/metrics.hpp"

namespace orgd {
namespace {

constexpr std::string_view introduction =
    R"(# Metrics

This file is derived from the tables in `src/monitoring/metrics.cpp` and `src/store`; a test
compares the two. [operations.md](operations.md) tells how to ask for them.

No label carries an id, a name, an address or anything else that clients choose: each has the values
of a short list. A series of requests appears with the first of them; all others are there from the
start, those of the store as far as they are this kind of store's. Counters begin at 0 with the
process.

| Metric | Type | Labels | Meaning |
|---|---|---|---|
)";

std::string labels_of(MetricFamily const& family) {
  std::string text;
  for (auto const label : family.labels)
    if (!label.empty()) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", label);
  return text;
}

}  // namespace

std::string metrics_document() {
  std::string text(introduction);
  for (auto const& family : metric_families())
    text += fmt::format("| `{}` | {} | {} | {} |\n", family.name, type_name(family.type),
                        labels_of(family), family.help);
  return text;
}

}  // namespace orgd
