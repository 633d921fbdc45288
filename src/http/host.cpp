// Reading of hosts.
#include "http/host.hpp"

#include <charconv>
#include <cstdint>

#include "api/address.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"
#include "http/http.hpp"

namespace orgd {
namespace {

bool is_port(std::string_view text) {
  std::uint16_t number{};
  auto const [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return text.empty() || (error == std::errc{} && at == text.data() + text.size());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_name(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (atlas::is_unreserved(c)) continue;
    if (c != '%' || text.size() - at < 3) return false;
    if (!is_hex_digit(text[at + 1]) || !is_hex_digit(text[at + 2])) return false;
    at += 2;
  }
  return !text.empty();
}

}  // namespace

std::optional<Host> read_host(std::string_view text) {
  Host host;
  std::string_view rest;
  if (text.starts_with('[')) {
    auto const end = text.find(']');
    if (end == text.npos) return std::nullopt;
    host.name = text.substr(1, end - 1);
    if (!host.name.contains(':') || !atlas::Address::parse(host.name)) return std::nullopt;
    rest = text.substr(end + 1);
  } else {
    host.name = text.substr(0, text.find(':'));
    if (!is_name(host.name)) return std::nullopt;
    rest = text.substr(host.name.size());
  }
  if (rest.empty()) return host;
  host.port = rest.substr(1);
  return rest.front() == ':' && is_port(host.port) ? std::optional(host) : std::nullopt;
}

bool is_meant_for_loopback(Request const& request) {
  auto const host = read_host(request.field("host"));
  if (!host || !is_loopback(atlas::lower_ascii(host->name))) return false;
  std::string_view origin = request.field("origin");
  if (origin.empty()) return true;
  // A scheme and a host, or "null" for a page that hides where it is from.
  auto const scheme = origin.find("://");
  if (scheme == origin.npos) return false;
  auto const page = read_host(origin.substr(scheme + 3));
  return page && is_loopback(atlas::lower_ascii(page->name));
}

std::string_view host_for_people(std::string_view host) {
  return host == "127.0.0.1" || host == "::1" ? "localhost" : host;
}

}  // namespace orgd
