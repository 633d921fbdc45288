// What is told of sessions, and what every full sign-in does.
#pragma once

#include "service/browser.hpp"
#include "service/call.hpp"
#include "store/sessions.hpp"

namespace orgd {

/// Of one person, at one time; the newest stay.
inline constexpr std::int64_t sessions_of_one = 100;

/// `factors`: the types of the person's second factors.
atlas::PersonSession session_view(Call const& call, store::PersonSession const& session,
                                  std::vector<std::string> factors);

/// The person who calls with a session.
store::UserId own_id(Call const& call);

/// The browser is known from now on, for this person.
Task<Done> remember_device(Call& call, store::UserId user_id, BrowserSite const& site);
/// The client's network is known from now on, too. The person is mailed of a new one, unless the
/// browser is known.
Task<Done> remember_place(Call& call, store::Account const& account, bool by_known_device);

}  // namespace orgd
