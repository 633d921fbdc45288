// Tokens of sessions and devices as texts.
#include "security/session_token.hpp"

namespace orgd {
namespace {

constexpr std::string_view session_prefix = "orgd_session_";
constexpr std::size_t device_token_size = 43;

}  // namespace

std::string new_session_token(Platform& platform, TokenParts const& of) {
  return new_placed_token(platform, session_prefix, of);
}

std::optional<std::string_view> place_of_session_token(std::string_view token) {
  return place_in_token(token, session_prefix);
}

std::string new_device_token(Platform& platform) {
  return random_base64url(platform, 32, Purpose::tokens);
}

bool may_be_device_token(std::string_view text) { return text.size() == device_token_size; }

}  // namespace orgd
