// HTTP Digest access authentication (RFC 7616) with the API's fixed realm: reading credentials.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/digest_hash.hpp"

namespace orgd {

inline constexpr std::string_view digest_realm = "MMS Public API";

using atlas::DigestAlgorithm;
using atlas::DigestCredentials;
using atlas::DigestHash;

/// Credentials as they were read.
struct DigestReading {
  /// Nothing when the value is not well formed or lacks a parameter that the answer needs.
  std::optional<DigestCredentials> credentials{};
  /// What the value holds twice, which only a broken or a hostile client sends; else empty.
  std::string_view repeated{};
};

/// Reads what stands behind the scheme. `unescaped` keeps the values that had to be rewritten, for
/// as long as the credentials are used.
DigestReading read_digest(std::string_view value, std::string& unescaped);

/// The number that the credentials' nonce is used with. Only of credentials that were read.
std::uint32_t count_of(DigestCredentials const& given);

/// Whether `uri` means the request's target as its client saw it: a proxy may have taken the path
/// of the public URL from its front. Percent-encoding, an empty query and the absolute form aside
/// (RFC 7616, 3.4.6).
bool covers(std::string_view uri, std::string_view target, std::string_view public_url);

/// The path of a target or URL, without scheme, authority and query.
std::string_view path_of(std::string_view uri);

}  // namespace orgd
