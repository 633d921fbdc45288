// The WWW-Authenticate field of a 401 (RFC 9110, 11.6.1; RFC 7616, 3.3).
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
  bool names_algorithm = false;  ///< else it is MD5, and the answer names none either
  bool has_qop = false;          ///< "auth"; without one the answer is that of RFC 2069
  bool stale = false;
};

/// The strongest Digest challenge of an answer that this library can meet: SHA-256 or MD5, with qop
/// "auth" or none. Nothing when there is none.
std::optional<Challenge> find_challenge(HttpResponse const& response);

/// The same of one field's value, which may hold several challenges of any scheme.
std::optional<Challenge> parse_challenge(std::string_view value);

/// A text as a quoted string, its quotes and backslashes escaped (RFC 9110, 5.6.4).
std::string quoted_string(std::string_view text);

}  // namespace atlas::detail
