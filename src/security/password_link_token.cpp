// Making and reading the tokens of links that set passwords.
#include "security/password_link_token.hpp"

#include <fmt/format.h>

#include "security/placed_token.hpp"

namespace orgd {
namespace {

constexpr std::size_t account_id_size = token_place_size / 2;
constexpr std::size_t link_token_size = account_id_size + 1 + 43;

}  // namespace

std::string new_password_link_token(Platform& platform, std::string_view account_id) {
  return fmt::format("{}.{}", account_id, random_base64url(platform, 32, Purpose::links));
}

std::optional<std::string_view> account_in_password_link(std::string_view token) {
  if (token.size() != link_token_size || token[account_id_size] != '.') return std::nullopt;
  auto const id = token.substr(0, account_id_size);
  if (id.find_first_not_of("0123456789abcdef") != id.npos) return std::nullopt;
  return id;
}

}  // namespace orgd
