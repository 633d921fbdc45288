// The relying party of an origin.
#include "security/relying_party.hpp"

#include "api/text.hpp"

namespace orgd {
namespace {

// As browsers do (WHATWG URL, 3.5): a host whose last label is a number is an IPv4 address, be it
// a wrong one. One in brackets is IPv6.
bool is_address(std::string_view host) {
  if (host.starts_with('[')) return true;
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string_view const last = host.substr(host.rfind('.') + 1);
  return last.empty() || last.find_first_not_of("0123456789") == std::string_view::npos ||
         last.starts_with("0x");
}

}  // namespace

std::optional<RelyingParty> relying_party_of(std::string_view origin) {
  auto const scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  std::string_view host = origin.substr(scheme_end + 3);
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  if (host.empty() || is_address(host)) return std::nullopt;
  return RelyingParty{.id = std::string(host), .origin = std::string(origin)};
}

}  // namespace orgd
