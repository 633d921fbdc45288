// Client ids, secrets and access tokens as texts.
#include "security/client_credentials.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace orgd {
namespace {

constexpr std::string_view secret_prefix = "mdb_sa_sk_";
constexpr std::string_view token_prefix = "mdb_sa_at_";
constexpr std::size_t id_size = 24;
constexpr std::size_t token_random_size = 43;
static_assert(token_place_size == 2 * id_size);

bool is_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

template <std::size_t Bytes>
std::string random_base64url(Platform& platform, Purpose purpose) {
  std::array<unsigned char, Bytes> bytes{};
  platform.fill_random_for(purpose, bytes);
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(Bytes, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), Bytes, variant);
  text.pop_back();  // the zero byte
  sodium_memzero(bytes.data(), bytes.size());
  return text;
}

}  // namespace

std::string client_id_of(std::string_view account_id) {
  return std::string(client_id_prefix).append(account_id);
}

std::optional<std::string> account_of_client(std::string_view client_id) {
  if (!client_id.starts_with(client_id_prefix)) return std::nullopt;
  std::string id(client_id.substr(client_id_prefix.size()));
  for (char& c : id)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c | 0x20);
  if (id.size() != id_size || !std::ranges::all_of(id, is_digit)) return std::nullopt;
  return id;
}

std::string new_client_secret(Platform& platform) {
  return std::string(secret_prefix) + random_base64url<30>(platform, Purpose::secrets);
}

std::string_view tail_of_secret(std::string_view secret) {
  return secret.substr(secret.size() - 4);
}

std::string masked_secret(std::string_view tail) {
  return std::string(secret_prefix).append("...").append(tail);
}

std::string new_access_token(Platform& platform, TokenParts const& of) {
  return std::string(token_prefix)
      .append(of.account_id)
      .append(of.token_id)
      .append(random_base64url<32>(platform, Purpose::tokens));
}

std::optional<std::string_view> place_of_token(std::string_view token) {
  if (!token.starts_with(token_prefix)) return std::nullopt;
  token.remove_prefix(token_prefix.size());
  if (token.size() != token_place_size + token_random_size) return std::nullopt;
  auto const place = token.substr(0, token_place_size);
  if (!std::ranges::all_of(place, is_digit)) return std::nullopt;
  return place;
}

std::optional<TokenParts> parts_of_token(std::string_view token) {
  auto const place = place_of_token(token);
  if (!place) return std::nullopt;
  return TokenParts{place->substr(0, id_size), place->substr(id_size)};
}

}  // namespace orgd
