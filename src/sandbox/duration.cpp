// Both forms are numbers with units; ISO 8601 says which units may come in which order.
#include "sandbox/duration.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace orgd::sandbox {
namespace {

using std::chrono::seconds;

// Takes one number with its unit from the front of the text; the unit moves `units` behind itself.
std::optional<seconds> take_part(std::string_view& text, std::string_view& units) {
  std::uint32_t number{};
  auto const* const end = text.data() + text.size();
  auto const [at, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || at == end) return std::nullopt;
  auto const unit = units.find(*at);
  if (unit == units.npos) return std::nullopt;
  std::int64_t const scale = *at == 'd' || *at == 'D'   ? 86'400
                             : *at == 'h' || *at == 'H' ? 3'600
                             : *at == 'm' || *at == 'M' ? 60
                                                        : 1;
  text.remove_prefix(static_cast<std::size_t>(at - text.data()) + 1);
  units.remove_prefix(unit + 1);
  return seconds(std::int64_t{number} * scale);
}

std::optional<seconds> parts_of(std::string_view text, std::string_view units) {
  seconds sum{};
  while (!text.empty()) {
    auto const part = take_part(text, units);
    if (!part) return std::nullopt;
    sum += *part;
  }
  return sum;
}

std::optional<seconds> read_iso(std::string_view text) {
  auto const clock = text.find('T');
  auto const days = parts_of(text.substr(0, clock), "D");
  if (clock == text.npos) return text.empty() ? std::nullopt : days;
  auto const rest = text.substr(clock + 1);
  auto const hours = parts_of(rest, "HMS");
  if (rest.empty() || !days || !hours) return std::nullopt;
  return *days + *hours;
}

std::optional<seconds> read_short(std::string_view text) {
  std::string_view units = "smhd";
  auto const span = take_part(text, units);
  return text.empty() ? span : std::nullopt;
}

}  // namespace

atlas::Result<seconds> parse_span(std::string_view text) {
  auto const span = text.starts_with('P') ? read_iso(text.substr(1)) : read_short(text);
  if (span && *span <= longest_span) return *span;
  return atlas::fail(atlas::Code::validation_error,
                     std::string("a span of time is ").append(span_form));
}

}  // namespace orgd::sandbox
