// What a request may hold, looked at before any of it is sent.
#pragma once

#include <optional>
#include <string>

#include "atlas/transport.hpp"

namespace atlas::detail {

/// Why the request cannot be sent: a URL or a field (RFC 9110, 5.1 and 5.5) that would end early
/// and begin another. The text names the field, never its value.
std::optional<std::string> fault_of(HttpRequest const& request);

}  // namespace atlas::detail
