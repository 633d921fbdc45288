// The client's side of Digest authentication (RFC 7616), as the API's callers speak it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "door.hpp"

namespace conformance {

/// What a server asks in WWW-Authenticate.
struct Challenge {
  std::string realm{};
  std::string nonce{};
  std::string algorithm{};
  std::string qop{};
  std::string stale{};
};

/// Nothing when the header is not a Digest challenge.
std::optional<Challenge> parse_challenge(std::string_view header);

/// The digest of `text` in lower-case hexadecimal; `algorithm` is "MD5" or "SHA-256".
std::string hex_digest(std::string_view algorithm, std::string_view text);

/// How the answer to a challenge is written down.
struct AnswerStyle {
  unsigned count = 1;         ///< nc
  bool with_qop = true;       ///< false: the older form without qop, nc and cnonce
  bool quoted = false;        ///< algorithm, qop and nc in quotes
  bool reversed = false;      ///< parameters in the opposite order
  std::string_view uri = {};  ///< in place of the request's target
  std::string_view nc = {};   ///< in place of eight digits
  bool capitals = false;      ///< the response in upper case
  bool escaped = false;       ///< quoted-pairs in the quoted values, needed or not
  std::string_view separator = ", ";
};

/// The value of the Authorization header.
std::string authorization(Challenge const& challenge, KeyPair const& key,
                          RequestSpec const& request, AnswerStyle const& style = {});

}  // namespace conformance
