// Reads Basic credentials and the forms of the token endpoints.
#include "security/client_login.hpp"

#include <sodium.h>

#include "api/text.hpp"
#include "api/uri.hpp"

namespace orgd {
namespace {

std::string decoded_or_raw(std::string_view text) {
  auto decoded = atlas::percent_decode(text, atlas::Plus::is_space);
  return decoded ? std::move(*decoded) : std::string(text);
}

// False when it is set already.
bool set_once(std::optional<std::string>& member, std::string&& value) {
  if (member) return false;
  member = std::move(value);
  return true;
}

}  // namespace

std::optional<ClientLogin> read_basic(std::string_view value) {
  std::string_view const text = atlas::without_blanks(value);
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t size = 0;
  int const failed =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0) return std::nullopt;
  bytes.resize(size);
  std::string_view const both = bytes;
  auto const colon = both.find(':');
  std::optional<ClientLogin> login;
  if (colon != std::string_view::npos)
    login =
        ClientLogin{decoded_or_raw(both.substr(0, colon)), decoded_or_raw(both.substr(colon + 1))};
  sodium_memzero(bytes.data(), bytes.size());
  return login;
}

std::optional<TokenForm> read_token_form(std::string_view body) {
  auto pairs = atlas::parse_query(body);
  if (!pairs) return std::nullopt;
  TokenForm form;
  for (auto& [name, value] : *pairs) {
    if (value.empty()) continue;
    auto* const member = name == "grant_type"      ? &form.grant_type
                         : name == "token"         ? &form.token
                         : name == "client_id"     ? &form.client_id
                         : name == "client_secret" ? &form.client_secret
                                                   : nullptr;
    if (member && !set_once(*member, std::move(value))) return std::nullopt;
    if (name == "client_assertion") form.has_assertion = true;
  }
  return form;
}

std::optional<ClientLogin> login_in(TokenForm const& form) {
  if (!form.shows_client() || form.has_assertion) return std::nullopt;
  return ClientLogin{form.client_id.value_or(""), form.client_secret.value_or("")};
}

bool is_form(std::string_view content_type) {
  return atlas::equal_ignoring_case(
      atlas::without_blanks(content_type.substr(0, content_type.find(';'))),
      "application/x-www-form-urlencoded");
}

}  // namespace orgd
