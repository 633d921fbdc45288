// What stands in a link that sets a password: whose it is, and 256 random bits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "security/platform.hpp"

namespace orgd {

/// The account's id, a dot, and 43 random characters of base64url.
std::string new_password_link_token(Platform& platform, std::string_view account_id);
/// The account's id; nothing when it is no such token.
std::optional<std::string_view> account_in_password_link(std::string_view token);

}  // namespace orgd
