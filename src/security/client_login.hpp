// What a request to the token endpoints holds (RFC 6749, 2.3.1 and 4.4.2): who the client is, and
// the form in its body.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orgd {

struct ClientLogin {
  std::string client_id{};
  std::string secret{};
};

/// Reads what stands behind "Basic". Clients disagree on whether both parts are percent-encoded
/// first. Neither an id nor a secret has a character that it would change, so a part is decoded
/// where it can be and else taken as it is.
std::optional<ClientLogin> read_basic(std::string_view value);

/// The parameters that mean something here. One without a value counts as left out.
struct TokenForm {
  std::optional<std::string> grant_type{};
  std::optional<std::string> token{};
  bool has_credentials = false;  ///< which belong into the header
};

/// Nothing when the form cannot be decoded or says one of them twice.
std::optional<TokenForm> read_token_form(std::string_view body);

/// Whether that is the type of such a body.
bool is_form(std::string_view content_type);

}  // namespace orgd
