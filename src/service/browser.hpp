// What a browser is and does here: under which names it keeps its cookies, and which of its
// requests no page of another site can have made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/exchange.hpp"

namespace orgd {

/// How the pages of this server reach it. Whether a cookie is Secure hangs on public_url, never on
/// the connection, which a proxy may have taken apart.
struct BrowserSite {
  std::string origin{};  ///< scheme and host as a browser writes them
  std::string session_cookie{};
  std::string device_cookie{};
  std::string attributes{};  ///< of both, "; Path=/; HttpOnly; SameSite=Strict"
};

/// Nothing where no cookie may be kept: over plain HTTP from another machine.
std::optional<BrowserSite> site_of(ServiceOptions const& options, Request const& request);

/// The value of a cookie; "" when there is none, or more than one of that name.
std::string_view cookie_of(Request const& request, std::string_view name);
/// Whether there is one, or more, whatever it says: then a browser asks.
bool carries_cookie(Request const& request, std::string_view name);

/// What keeps a value, for as long as the browser runs unless a life is given; one of 0 ends it.
std::string set_cookie(BrowserSite const& site, std::string_view name, std::string_view value,
                       std::optional<std::chrono::seconds> life = {});

/// With what a person asks, as that says of itself: its beginning, visible ASCII and single blanks
/// of it. "" when it says nothing.
std::string user_agent_of(Request const& request);

/// CROSS_SITE_REQUEST unless a page of this site made the request, or it changes nothing. Forms and
/// images of other sites can send neither such a Content-Type nor X-Orgd.
Result<Done> judge_same_site(Request const& request, BrowserSite const& site);

/// The same where no cookie is asked for: of a request that carries one, or says where it comes
/// from.
Result<Done> judge_page(Exchange const& exchange);

/// What a person who is not let in is asked for: a scheme of our own, for which no browser opens a
/// window.
inline constexpr std::string_view session_challenge = "Orgd-Session";

/// Whether who is not let in must not be asked for Digest credentials: a browser would show a
/// window of its own.
bool speaks_browser(Exchange const& exchange);

}  // namespace orgd
