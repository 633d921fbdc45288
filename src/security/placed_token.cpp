// Making and reading tokens that say where they are found.
#include "security/placed_token.hpp"

#include <sodium.h>

#include <algorithm>

#include "security/base64url.hpp"

namespace orgd {
namespace {

constexpr std::size_t random_size = 43;
constexpr std::size_t place_id_size = token_place_size / 2;

bool is_id_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string random_base64url(Platform& platform, std::size_t count, Purpose purpose) {
  std::string bytes(count, '\0');
  auto* const data = reinterpret_cast<unsigned char*>(bytes.data());
  platform.fill_random_for(purpose, {data, count});
  std::string text = to_base64url(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return text;
}

std::string new_placed_token(Platform& platform, std::string_view prefix, TokenParts const& of) {
  return std::string(prefix)
      .append(of.account_id)
      .append(of.token_id)
      .append(random_base64url(platform, 32, Purpose::tokens));
}

std::optional<std::string_view> place_in_token(std::string_view token, std::string_view prefix) {
  if (!token.starts_with(prefix)) return std::nullopt;
  token.remove_prefix(prefix.size());
  if (token.size() != token_place_size + random_size) return std::nullopt;
  auto const place = token.substr(0, token_place_size);
  if (!std::ranges::all_of(place, is_id_digit)) return std::nullopt;
  return place;
}

TokenParts parts_of_place(std::string_view place) {
  return {place.substr(0, place_id_size), place.substr(place_id_size)};
}

}  // namespace orgd
