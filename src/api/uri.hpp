// Request targets: splitting path from query, percent-encoding, and path templates such as
// "/orgs/{orgId}". Matching works on the raw path, so an encoded "/" never splits a segment.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/text.hpp"
#include "atlas/error.hpp"

namespace atlas {

/// A name with a decoded value.
using NamedText = std::pair<std::string, std::string>;

struct TargetParts {
  std::string_view path;
  std::string_view query;  ///< without the "?"
};
TargetParts split_target(std::string_view target);

/// Decodes %XX (and "+" as a space where asked). Nothing for a broken escape or bad UTF-8.
enum class Plus : bool { stays, is_space };
std::optional<std::string> percent_decode(std::string_view text, Plus plus = Plus::stays);

/// RFC 3986's unreserved characters.
inline bool is_unreserved(char c) {
  static constexpr auto unreserved = alphanumeric_or("-._~");
  return unreserved[static_cast<unsigned char>(c)];
}

/// Encodes all but these.
std::string percent_encode(std::string_view text);

/// The pairs of a query in their order, decoded. INVALID_QUERY_PARAMETER names the first one that
/// cannot be decoded.
Result<std::vector<NamedText>> parse_query(std::string_view query);

/// The segments of a path between its slashes; one trailing slash is ignored.
std::vector<std::string_view> segments_of(std::string_view path);
/// How many these are; those at the front that `segments` has room for are there.
std::size_t segments_of(std::string_view path, std::span<std::string_view> segments);

/// Appends a template, its places filled, in order, with percent-encoded values.
void expand_template(std::string& out, std::string_view pattern,
                     std::span<std::string_view const> values);
inline std::string expand_template(std::string_view pattern,
                                   std::span<std::string_view const> values) {
  std::string out;
  expand_template(out, pattern, values);
  return out;
}

}  // namespace atlas
