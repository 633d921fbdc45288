// Fuzzes what strangers send to the token endpoints: credentials and forms that are read mean the
// same when they are written again, encoded.
#include <cstdlib>

#include "api/uri.hpp"
#include "security/client_login.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string encoded(std::optional<std::string> const& value) {
  return atlas::percent_encode(value.value_or(""));
}

// A client has shown something, or nothing is looked for.
void check_login(orgd::TokenForm const& form) {
  auto const login = orgd::login_in(form);
  if (!login) return require(form.has_assertion || !form.shows_client());
  require(!login->client_id.empty() || !login->secret.empty());
  require(login->client_id == form.client_id.value_or(""));
  require(login->secret == form.client_secret.value_or(""));
}

void check_form(std::string_view body) {
  auto const form = orgd::read_token_form(body);
  if (!form) return;
  require(form->grant_type != "" && form->token != "");
  require(form->client_id != "" && form->client_secret != "");
  auto const again = orgd::read_token_form(
      "grant_type=" + encoded(form->grant_type) + "&token=" + encoded(form->token) +
      "&client_id=" + encoded(form->client_id) + "&client_secret=" + encoded(form->client_secret));
  require(again && again->grant_type == form->grant_type && again->token == form->token);
  require(again->client_id == form->client_id && again->client_secret == form->client_secret);
  check_login(*form);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  check_form(text);
  if (orgd::is_form(text)) require(orgd::is_form(std::string(text) + ";charset=UTF-8"));
  auto const login = orgd::read_basic(text);
  auto const among_blanks = orgd::read_basic("\t " + std::string(text) + " ");
  require(login.has_value() == among_blanks.has_value());
  if (!login) return 0;
  require(login->client_id == among_blanks->client_id && login->secret == among_blanks->secret);
  require(login->client_id.size() + login->secret.size() < size);
  return 0;
}
