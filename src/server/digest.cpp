// The syntax of Digest credentials.
#include "server/digest.hpp"

#include <algorithm>

#include "api/text.hpp"

namespace orgd {

namespace {

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

// What stands before the first character that `ends` says.
std::string_view take_until(std::string_view& text, auto ends) {
  auto const end = std::ranges::find_if(text, ends);
  std::string_view const taken(text.begin(), end);
  text.remove_prefix(taken.size());
  return taken;
}

// A token or a quoted string at the front of `text`. Escapes inside quotes are refused: none of
// our values can hold one.
std::optional<std::string_view> take_value(std::string_view& text) {
  if (text.starts_with('"')) {
    text.remove_prefix(1);
    auto const end = text.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view const value = text.substr(0, end);
    text.remove_prefix(end + 1);
    return value.contains('\\') ? std::nullopt : std::optional(value);
  }
  return take_until(text, [](char c) { return c == ' ' || c == '\t' || c == ','; });
}

std::string_view* place_of(DigestCredentials& credentials, std::string_view name) {
  struct Named {
    std::string_view name;
    std::string_view DigestCredentials::* member;
  };
  static constexpr std::array<Named, 9> members{{{"username", &DigestCredentials::username},
                                                 {"realm", &DigestCredentials::realm},
                                                 {"nonce", &DigestCredentials::nonce},
                                                 {"uri", &DigestCredentials::uri},
                                                 {"response", &DigestCredentials::response},
                                                 {"algorithm", &DigestCredentials::algorithm},
                                                 {"qop", &DigestCredentials::qop},
                                                 {"nc", &DigestCredentials::nc},
                                                 {"cnonce", &DigestCredentials::cnonce}}};
  for (Named const& named : members)
    if (atlas::equal_ignoring_case(named.name, name)) return &(credentials.*named.member);
  return nullptr;
}

}  // namespace

std::optional<DigestCredentials> parse_digest(std::string_view text) {
  DigestCredentials found;
  for (skip_blanks(text); !text.empty(); skip_blanks(text)) {
    auto const name = take_until(text, [](char c) { return c == ' ' || c == '\t' || c == '='; });
    skip_blanks(text);
    if (!text.starts_with('=')) return std::nullopt;
    text.remove_prefix(1);
    skip_blanks(text);
    auto const value = take_value(text);
    if (!value) return std::nullopt;
    if (std::string_view* member = place_of(found, name)) *member = *value;
    skip_blanks(text);
    if (text.starts_with(','))
      text.remove_prefix(1);
    else if (!text.empty())
      return std::nullopt;
  }
  bool const counted = found.qop.empty() || (found.nc.size() == 8 && !found.cnonce.empty());
  if (found.username.empty() || found.nonce.empty() || found.uri.empty() || !counted)
    return std::nullopt;
  return found;
}

}  // namespace orgd
