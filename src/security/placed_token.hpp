// Tokens that say where they are found: whose they are, and the id under which their hash is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "security/platform.hpp"

namespace orgd {

/// `count` random bytes as characters of base64url, without padding.
std::string random_base64url(Platform& platform, std::size_t count, Purpose purpose);

struct TokenParts {
  std::string_view account_id;
  std::string_view token_id;
};
inline constexpr std::size_t token_place_size = 48;

/// The prefix, both ids and 43 random characters of base64url.
std::string new_placed_token(Platform& platform, std::string_view prefix, TokenParts const& of);
/// Both ids, which stand there one behind the other; nothing when the token is not of this kind.
std::optional<std::string_view> place_in_token(std::string_view token, std::string_view prefix);
/// Views of what `place_in_token` gave.
TokenParts parts_of_place(std::string_view place);

}  // namespace orgd
