// The syntax of Digest credentials, and which request they are for.
#include "security/digest.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/auth_params.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"

namespace orgd {

namespace {

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

// A view of the value in `storage`, which must not move: it is given room for all values at once.
std::string_view kept(atlas::AuthParam const& parameter, std::size_t room, std::string& storage) {
  storage.reserve(room);
  auto const begin = storage.size();
  storage += atlas::unescaped(parameter);
  return std::string_view(storage).substr(begin);
}

// Eight digits as the RFC has it, or fewer: clients exist that do not fill up with zeros.
std::optional<std::uint32_t> parse_count(std::string_view nc) {
  std::uint32_t count = 0;
  auto const [at, error] = std::from_chars(nc.data(), nc.data() + nc.size(), count, 16);
  bool const whole = error == std::errc{} && at == nc.data() + nc.size();
  return whole && nc.size() <= 8 ? std::optional(count) : std::nullopt;
}

bool is_complete(DigestCredentials const& found) {
  bool const counted = found.qop.empty() || (parse_count(found.nc) && !found.cnonce.empty());
  return counted && !found.username.empty() && !found.nonce.empty() && !found.uri.empty();
}

// The character at the front of the text, decoded, which is taken off.
char take_decoded(std::string_view& text) {
  unsigned char value = 0;
  if (text.front() == '%' && text.size() > 2) {
    auto const [at, error] = std::from_chars(text.data() + 1, text.data() + 3, value, 16);
    if (error == std::errc{} && at == text.data() + 3) {
      text.remove_prefix(3);
      return static_cast<char>(value);
    }
  }
  char const plain = text.front();
  text.remove_prefix(1);
  return plain;
}

bool equal_decoded(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty())
    if (take_decoded(a) != take_decoded(b)) return false;
  return a.empty() && b.empty();
}

atlas::TargetParts parts_of(std::string_view uri) {
  if (!uri.starts_with('/')) {
    auto const authority = uri.find("://");
    if (authority != std::string_view::npos) {
      auto const end = uri.find_first_of("/?", authority + 3);
      uri = end == std::string_view::npos ? "/" : uri.substr(end);
    }
  }
  auto parts = atlas::split_target(uri);
  if (parts.path.empty()) parts.path = "/";
  return parts;
}

}  // namespace

DigestReading read_digest(std::string_view text, std::string& unescaped) {
  DigestCredentials found;
  atlas::AuthParams parameters(text);
  atlas::NamesOnce others;
  while (auto const parameter = parameters.next()) {
    std::string_view* const member = place_of(found, parameter->name);
    if (!member && others.full()) return {};
    bool const first = member ? member->data() == nullptr : others.add(parameter->name);
    if (!first) return {.repeated = parameter->name};
    if (!member) continue;
    *member = parameter->escaped ? kept(*parameter, text.size(), unescaped) : parameter->value;
  }
  // Another scheme begins: a second Authorization field that something on the way has joined.
  std::string_view const rest = parameters.rest();
  auto const scheme = atlas::token_of(rest);
  auto const gap = rest.substr(scheme.size()).find_first_not_of(" \t");
  bool const follows = gap != 0 && gap != std::string_view::npos;
  if (found.username.data() && parameters.separated() && !scheme.empty() && follows)
    return {.repeated = "Authorization"};
  if (!rest.empty() || !is_complete(found)) return {};
  return {.credentials = found};
}

std::uint32_t count_of(DigestCredentials const& given) {
  // Without qop the answer covers no count, so that whoever repeats it could name another one.
  return given.qop.empty() ? 1 : parse_count(given.nc).value_or(0);
}

bool covers(std::string_view uri, std::string_view target, std::string_view public_url) {
  if (uri == target) return true;
  auto const signed_parts = parts_of(uri);
  auto const sent = parts_of(target);
  if (!equal_decoded(signed_parts.query, sent.query)) return false;
  if (equal_decoded(signed_parts.path, sent.path)) return true;
  std::string_view const prefix = path_of(public_url);
  return prefix != "/" && equal_decoded(signed_parts.path, std::string(prefix).append(sent.path));
}

std::string_view path_of(std::string_view uri) { return parts_of(uri).path; }

}  // namespace orgd
