// What a browser says of a passkey's ceremony (WebAuthn level 2, 5.8.1): which one, for which
// challenge, on whose page.
#pragma once

#include <array>
#include <string>

#include "security/passkey_fault.hpp"
#include "security/relying_party.hpp"

namespace orgd {

enum class Ceremony : bool { registration, assertion };

/// What an answer must be to.
struct PasskeyQuestion {
  RelyingParty const& party;
  std::string_view challenge;  ///< in base64url
};

/// The challenge that client data in base64url say they answer; "" when they say none. Whether it
/// is one of ours is to be seen before they are judged by it.
std::string challenge_in(std::string_view client_data);

using ClientDataHash = std::array<unsigned char, 32>;

/// Judges client data in base64url; their SHA-256 is what authenticators sign.
PasskeyResult<ClientDataHash> judge_client_data(std::string_view client_data, Ceremony ceremony,
                                                PasskeyQuestion const& question);

}  // namespace orgd
