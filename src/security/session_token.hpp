// What a person who has signed in shows with each request, and what a browser shows that it was one
// before.
#pragma once

#include "security/placed_token.hpp"

namespace orgd {

/// "orgd_session_", the ids of the account and the session, and 43 random characters of base64url.
std::string new_session_token(Platform& platform, TokenParts const& of);
/// Both ids, which stand there one behind the other; nothing when it is no such token.
std::optional<std::string_view> place_of_session_token(std::string_view token);

/// 43 random characters of base64url.
std::string new_device_token(Platform& platform);
/// Whether a text is as long as one: nothing else is worth a look into the store.
bool may_be_device_token(std::string_view text);

}  // namespace orgd
