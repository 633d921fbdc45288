// What a service account shows to prove who it is: a client id and a secret, and the access token
// that it gets for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "security/placed_token.hpp"

namespace orgd {

inline constexpr std::string_view client_id_prefix = "mdb_sa_id_";

/// "mdb_sa_id_" and the 24 digits of the account's id.
std::string client_id_of(std::string_view account_id);
/// The account's id, in lower case; nothing when the text is no client id.
std::optional<std::string> account_of_client(std::string_view client_id);

/// "mdb_sa_sk_" and 40 random characters of base64url.
std::string new_client_secret(Platform& platform);
/// What of a secret may be shown afterwards.
std::string_view tail_of_secret(std::string_view secret);
/// How it is shown by that: "mdb_sa_sk_..." and the tail.
std::string masked_secret(std::string_view tail);

/// "mdb_sa_at_", both ids and 43 random characters of base64url.
std::string new_access_token(Platform& platform, TokenParts const& of);
/// Views of the token; nothing when it was not made here.
std::optional<TokenParts> parts_of_token(std::string_view token);
/// Both ids, which stand there one behind the other; nothing when the token was not made here.
std::optional<std::string_view> place_of_token(std::string_view token);

}  // namespace orgd
