// Passkeys (WebAuthn level 2): the key of a new one, and whether it has signed what it was asked.
// All that a caller sends is in base64url, as browsers' JSON has it. Nothing here is a secret.
#pragma once

#include <cstdint>
#include <string>

#include "security/client_data.hpp"

namespace orgd {

/// COSE's numbers of the algorithms that are offered, the best first. RS256 is what older Windows
/// Hello has.
inline constexpr std::array<std::int64_t, 3> passkey_algorithms{-7, -8, -257};

struct PasskeyKey {
  std::int64_t algorithm = 0;
  std::string bytes{};  ///< as libfido2 has it; in base64url
};

struct RegistrationAnswer {
  std::string_view client_data{};
  std::string_view attestation_object{};
};

struct RegisteredPasskey {
  std::string credential_id{};  ///< in base64url
  PasskeyKey key{};
  std::string aaguid{};  ///< in base64url
  std::uint32_t sign_count = 0;
  bool user_verified = false;
};

/// Reads a new passkey. Who made the authenticator is neither asked nor judged: so nothing is
/// signed yet, and whether the caller has the key, its first assertion shows.
PasskeyResult<RegisteredPasskey> read_registration(RegistrationAnswer const& answer,
                                                   PasskeyQuestion const& question);

struct AssertionAnswer {
  std::string_view client_data{};
  std::string_view authenticator_data{};
  std::string_view signature{};
};

struct PasskeyUse {
  std::uint32_t sign_count = 0;
  bool user_verified = false;
};

/// Whether the holder of the key has answered the question.
PasskeyResult<PasskeyUse> verify_assertion(AssertionAnswer const& answer, PasskeyKey const& key,
                                           PasskeyQuestion const& question);

/// Whether a counter says that a copy of the key may be about: it has one, and that has not grown.
constexpr bool may_be_copied(std::uint32_t before, std::uint32_t now) {
  return (before != 0 || now != 0) && now <= before;
}

}  // namespace orgd
