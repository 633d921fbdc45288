// Client ids, secrets and access tokens as texts.
#include "security/client_credentials.hpp"

#include <algorithm>

namespace orgd {
namespace {

constexpr std::string_view secret_prefix = "mdb_sa_sk_";
constexpr std::string_view token_prefix = "mdb_sa_at_";
constexpr std::size_t id_size = 24;

bool is_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

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
  return std::string(secret_prefix) + random_base64url(platform, 30, Purpose::secrets);
}

std::string_view tail_of_secret(std::string_view secret) {
  return secret.substr(secret.size() - 4);
}

std::string masked_secret(std::string_view tail) {
  return std::string(secret_prefix).append("...").append(tail);
}

std::string new_access_token(Platform& platform, TokenParts const& of) {
  return new_placed_token(platform, token_prefix, of);
}

std::optional<std::string_view> place_of_token(std::string_view token) {
  return place_in_token(token, token_prefix);
}

std::optional<TokenParts> parts_of_token(std::string_view token) {
  auto const place = place_of_token(token);
  if (!place) return std::nullopt;
  return parts_of_place(*place);
}

}  // namespace orgd
