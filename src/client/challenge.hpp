// The WWW-Authenticate field of a 401 (RFC 7616, 3.3).
#pragma once

#include <optional>
#include <string>

#include "atlas/transport.hpp"

namespace atlas::detail {

struct Challenge {
  std::string realm{};
  std::string nonce{};
  std::string opaque{};
  bool sha256 = false;
  bool stale = false;
};

/// The strongest Digest challenge of an answer that this library can meet: SHA-256 or MD5, with
/// qop "auth". Nothing when there is none.
std::optional<Challenge> find_challenge(HttpResponse const& response);

/// The same of one field's value.
std::optional<Challenge> parse_challenge(std::string_view value);

}  // namespace atlas::detail
