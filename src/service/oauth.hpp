// The token endpoints of service accounts (RFC 6749, 4.4, and RFC 7009), which stand beside the
// API: a client shows its id and a secret and gets a token for its calls, or has one revoked. They
// have no version and other forms of request and answer, so they are no rows of the operations
// table.
#pragma once

#include <array>
#include <string_view>

#include "service/exchange.hpp"

namespace orgd {

struct TokenEndpoint {
  enum class Purpose : std::uint8_t { issue, revoke };
  std::string_view path;
  Purpose purpose;
};

inline constexpr std::array token_endpoints{
    TokenEndpoint{"/api/oauth/token", TokenEndpoint::Purpose::issue},
    TokenEndpoint{"/api/oauth/revoke", TokenEndpoint::Purpose::revoke},
};

TokenEndpoint const* find_token_endpoint(std::string_view path);
Task<Done> serve_token_endpoint(Exchange& exchange, TokenEndpoint const& endpoint);

/// Gives an answer that says that the server has failed the form that these clients read.
void tell_server_error(Exchange& exchange);

}  // namespace orgd
