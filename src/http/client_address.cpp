// The walk along X-Forwarded-For and Forwarded.
#include "http/client_address.hpp"

#include <algorithm>
#include <vector>

#include "api/text.hpp"

namespace orgd {

namespace {

using Parts = std::vector<std::string_view>;

std::string_view trim(std::string_view text) {
  constexpr std::string_view blank = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(blank), text.size()));
  return text.substr(0, text.find_last_not_of(blank) + 1);
}

// The parts between separators that stand outside of quotes, without empty ones (RFC 9110 5.6.1).
// Nothing when a quote is left open: then nobody knows where a part ends.
std::optional<Parts> split(std::string_view text, char separator) {
  Parts parts;
  bool quoted = false;
  std::size_t begin = 0;
  auto const add = [&](std::size_t end) {
    auto const part = trim(text.substr(begin, end - begin));
    if (!part.empty()) parts.push_back(part);
    begin = end + 1;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"')
      quoted = !quoted;
    else if (quoted && text[at] == '\\')
      ++at;
    else if (!quoted && text[at] == separator)
      add(at);
  }
  if (quoted) return std::nullopt;
  add(text.size());
  return parts;
}

// A token or quoted string; nothing when neither.
std::optional<std::string> unquoted(std::string_view text) {
  if (!text.starts_with('"')) {
    if (text.contains('"')) return std::nullopt;
    return std::string(text);
  }
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1 == text.size() ? std::optional(value) : std::nullopt;
    if (text[at] == '\\') ++at;
    if (at == text.size()) break;
    value += text[at];
  }
  return std::nullopt;
}

// A number, or in RFC 7239 a name that hides it.
bool is_port_number(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  constexpr std::string_view name =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-";
  if (text.starts_with('_')) return text.find_first_not_of(name) == text.npos && text.size() > 1;
  return !text.empty() && text.size() <= 5 && text.find_first_not_of(digits) == text.npos;
}

// An address as proxies write it: IPv4 with or without a port; IPv6 alone, or in brackets and then
// with or without a port. "unknown" and names that hide an address are none.
std::optional<atlas::Address> address_in(std::string_view node) {
  if (node.starts_with('[')) {
    auto const end = node.find(']');
    if (end == node.npos) return std::nullopt;
    auto const rest = node.substr(end + 1);
    if (!rest.empty() && (rest.front() != ':' || !is_port_number(rest.substr(1))))
      return std::nullopt;
    auto const inside = node.substr(1, end - 1);
    return inside.contains(':') ? atlas::Address::parse(inside) : std::nullopt;
  }
  auto const colon = node.find(':');
  bool const has_port = colon != node.npos && node.find(':', colon + 1) == node.npos;
  if (has_port && !is_port_number(node.substr(colon + 1))) return std::nullopt;
  return atlas::Address::parse(has_port ? node.substr(0, colon) : node);
}

// The value of one parameter of an element of Forwarded, "for=192.0.2.43;proto=https". Nothing when
// it is absent, stands twice, or the element has another form.
std::optional<std::string> parameter_of(std::string_view element, std::string_view name) {
  auto const pairs = split(element, ';');
  if (!pairs) return std::nullopt;
  std::optional<std::string> value;
  for (auto const pair : *pairs) {
    auto const equals = pair.find('=');
    if (equals == pair.npos) return std::nullopt;
    if (!atlas::equal_ignoring_case(pair.substr(0, equals), name)) continue;
    if (value) return std::nullopt;
    value = unquoted(pair.substr(equals + 1));
    if (!value) return std::nullopt;
  }
  return value;
}

std::optional<atlas::Address> address_of_hop(std::string_view hop) {
  auto const node = unquoted(hop);
  return node ? address_in(*node) : std::nullopt;
}

std::optional<atlas::Address> address_of_element(std::string_view element) {
  auto const node = parameter_of(element, "for");
  return node ? address_in(*node) : std::nullopt;
}

using ReadHop = std::optional<atlas::Address> (*)(std::string_view);

// From the peer, which is trusted, to the first hop that is not.
std::optional<atlas::Address> walk(atlas::Address nearest, std::string_view field, ReadHop read,
                                   std::span<atlas::Block const> trusted) {
  auto hops = split(field, ',');
  if (!hops || hops->empty()) return std::nullopt;
  for (; is_trusted(nearest, trusted) && !hops->empty(); hops->pop_back()) {
    auto const next = read(hops->back());
    if (!next) return std::nullopt;
    nearest = *next;
  }
  return nearest;
}

}  // namespace

bool is_trusted(atlas::Address const& address, std::span<atlas::Block const> trusted) {
  return std::ranges::any_of(trusted, [&](auto const& block) { return block.contains(address); });
}

std::optional<atlas::Address> client_address(atlas::Address const& peer,
                                             ForwardingFields const& fields,
                                             std::span<atlas::Block const> trusted) {
  auto const& [list, forwarded, _] = fields;
  if (!is_trusted(peer, trusted) || (!list && !forwarded)) return peer;
  std::optional<atlas::Address> by_list, by_elements;
  if (list) by_list = walk(peer, *list, address_of_hop, trusted);
  if (forwarded) by_elements = walk(peer, *forwarded, address_of_element, trusted);
  if (!forwarded) return by_list;
  // A proxy writes one of the two fields and may pass on the other as the client made it up.
  if (list && by_list != by_elements) return std::nullopt;
  return by_elements;
}

bool forwarded_secure(ForwardingFields const& fields, bool connection_secure) {
  auto hops = split(fields.x_forwarded_proto, ',');
  if (hops && !hops->empty()) return atlas::equal_ignoring_case(hops->back(), "https");
  if (!fields.forwarded) return connection_secure;
  auto const elements = split(*fields.forwarded, ',');
  if (!elements || elements->empty()) return connection_secure;
  auto const scheme = parameter_of(elements->back(), "proto");
  return scheme ? atlas::equal_ignoring_case(*scheme, "https") : connection_secure;
}

}  // namespace orgd
