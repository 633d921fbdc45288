// What a request to the token endpoints holds (RFC 6749, 2.3.1 and 4.4.2): the form in its body,
// and there or in a header who the client is.
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
  std::optional<std::string> client_id{};
  std::optional<std::string> client_secret{};
  bool has_assertion = false;  ///< of a client in a way that nobody here knows

  /// Whether the client shows itself here, completely or not.
  bool shows_client() const { return client_id || client_secret || has_assertion; }
};

/// Nothing when the form cannot be decoded or says one of them twice.
std::optional<TokenForm> read_token_form(std::string_view body);

/// The client that shows itself in the form; what it leaves out is empty. Nothing when it shows
/// nothing, or in another way too.
std::optional<ClientLogin> login_in(TokenForm const& form);

/// Whether that is the type of such a body.
bool is_form(std::string_view content_type);

}  // namespace orgd
