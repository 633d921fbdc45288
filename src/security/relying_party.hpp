// Whom passkeys are for: the host of the pages' address, and the only origin on which they count.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orgd {

struct RelyingParty {
  std::string id{};      ///< the host
  std::string origin{};  ///< scheme, host and port as a browser writes them
};

/// Of an origin ("https://orgs.example.org:8443"). Nothing where the host is an IP address, for
/// which no browser makes a passkey.
std::optional<RelyingParty> relying_party_of(std::string_view origin);

}  // namespace orgd
