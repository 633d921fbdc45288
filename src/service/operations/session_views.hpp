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

/// From what a person signs in.
enum class SignsInBy : std::uint8_t { token, cookie };
/// The person has shown all that is to be shown: browser and network are known from now on, and
/// the person is mailed of a network that was not, unless the browser was.
Task<Done> complete_sign_in(Call& call, store::Account const& account, SignsInBy by);

}  // namespace orgd
