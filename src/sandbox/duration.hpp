// Spans of time as people write them to the control plane.
#pragma once

#include <chrono>
#include <string_view>

#include "atlas/error.hpp"

namespace orgd::sandbox {

/// The longest span that is taken, about a hundred years.
inline constexpr std::chrono::seconds longest_span = std::chrono::days(36'525);

/// What is taken, for people.
inline constexpr std::string_view span_form =
    "\"31d\", \"12h\", \"90m\", \"5s\" or \"P1DT12H\", and at most 100 years";

/// "31d", "12h", "90m", "5s", or a duration of ISO 8601 in days, hours, minutes and seconds without
/// fractions, "P1DT12H". VALIDATION_ERROR, also beyond `longest_span`.
atlas::Result<std::chrono::seconds> parse_span(std::string_view text);

}  // namespace orgd::sandbox
