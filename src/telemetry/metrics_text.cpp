// Lines of the exposition format: HELP and TYPE once for each family, then its numbers.
#include "telemetry/metrics_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace orgd {
namespace {

enum class Quotes : bool { no, yes };

// Quotes are special in labels' values alone.
void append_escaped(std::string& out, std::string_view text, Quotes quotes) {
  for (char const c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || (c == '"' && quotes == Quotes::yes)) out += '\\';
    out += c;
  }
}

// Whole numbers as such: most are, and no reader should have to wonder about 1e+06.
std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  constexpr double exact = 9007199254740992;  // 2^53
  if (std::trunc(value) == value && std::abs(value) < exact)
    return fmt::to_string(static_cast<std::int64_t>(value));
  return fmt::format("{}", value);
}

double seconds_of(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

void MetricsText::begin(MetricFamily const& family) {
  if (family.name == family_.name) return;
  family_ = family;
  text_.append("# HELP ").append(family.name).append(" ");
  append_escaped(text_, family.help, Quotes::no);
  text_.append("\n# TYPE ").append(family.name).append(" ");
  text_.append(type_name(family.type)).append("\n");
}

void MetricsText::add(double value, LabelValues labels) {
  line("", labels, "", number_text(value));
}

// The format's buckets hold all smaller ones as well, and the last of them is the count.
void MetricsText::add(DurationTotals const& totals, LabelValues labels) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < totals.buckets.size(); ++i) {
    count += totals.buckets[i];
    bool const bounded = i < duration_bounds.size();
    std::string const bound = bounded ? number_text(seconds_of(duration_bounds[i])) : "+Inf";
    line("_bucket", labels, bound, fmt::to_string(count));
  }
  line("_sum", labels, "", number_text(seconds_of(totals.sum)));
  line("_count", labels, "", fmt::to_string(count));
}

void MetricsText::add(std::span<Sample const> samples) {
  for (Sample const& sample : samples) {
    begin(sample.family);
    add(sample.value, LabelValues(&sample.label_value, sample.family.labels[0].empty() ? 0 : 1));
  }
}

void MetricsText::line(std::string_view suffix, LabelValues labels, std::string_view bound,
                       std::string_view number) {
  text_.append(family_.name).append(suffix);
  char before = '{';
  auto const label = [&](std::string_view name, std::string_view value) {
    text_ += std::exchange(before, ',');
    text_.append(name).append("=\"");
    append_escaped(text_, value, Quotes::yes);
    text_ += '"';
  };
  for (std::size_t i = 0; i < labels.size(); ++i) label(family_.labels.at(i), labels[i]);
  if (!bound.empty()) label("le", bound);
  if (before == ',') text_ += '}';
  text_.append(" ").append(number).append("\n");
}

}  // namespace orgd
