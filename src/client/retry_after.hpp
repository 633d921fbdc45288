// The Retry-After field (RFC 9110, 10.2.3): seconds, or a date in one of the three forms of HTTP.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "atlas/response.hpp"

namespace atlas::detail {

/// A date of HTTP (RFC 9110, 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT" or one of the obsolete forms.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

/// How long the server asks to wait. A date counts from the answer's own Date, so that clocks that
/// differ do no harm, or else from `now`. Nothing when it asks for nothing that can be read.
std::optional<std::chrono::seconds> retry_after_of(Headers const& headers,
                                                   std::chrono::system_clock::time_point now);

/// Whether a server that answers so may do better later.
constexpr bool may_pass(int status) {
  return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504);
}

}  // namespace atlas::detail
