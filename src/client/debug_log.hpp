// What a client's debug log shows: everything but secrets.
#pragma once

#include <expected>
#include <functional>
#include <string_view>

#include "atlas/transport.hpp"

namespace atlas::detail {

using DebugLog = std::function<void(std::string_view line)>;

void log_request(DebugLog const& log, HttpRequest const& request);
void log_answer(DebugLog const& log, std::expected<HttpResponse, TransportError> const& answer);

/// A body with the values of its secret members replaced: privateKey, password, client secrets and
/// tokens.
std::string redacted(std::string_view body);

}  // namespace atlas::detail
