// Requests that the hosted service's own command line makes beside the API: which address it calls
// from, and reports of its use. They have no version, no published description and no caller but
// that program, so they are no rows of the operations table.
#pragma once

#include <array>
#include <string_view>

#include "service/exchange.hpp"

namespace orgd {

struct Companion {
  enum class Answer : std::uint8_t { own_address, thrown_away };
  std::string_view method;
  std::string_view path;
  bool authenticated;
  Answer answer;
};

inline constexpr std::array companions{
    Companion{"GET", "/api/private/ipinfo", true, Companion::Answer::own_address},
    Companion{"POST", "/api/private/v1.0/telemetry/events", true, Companion::Answer::thrown_away},
    // Sent by those who have no credentials yet.
    Companion{"POST", "/api/private/unauth/telemetry/events", false,
              Companion::Answer::thrown_away},
};

/// Reports are never asked for: the listener drops what comes of them.
Companion const* find_companion(std::string_view path);
Task<Done> serve_companion(Exchange& exchange, Companion const& companion);

}  // namespace orgd
