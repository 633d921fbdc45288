// What an authenticator says (WebAuthn level 2, 6.1), and the attestation object around it when a
// credential is new (6.5.4). Only read; whether it is true, a signature says.
#pragma once

#include <optional>
#include <string>

#include "security/passkey_fault.hpp"

namespace orgd {

/// A new credential; views of the authenticator data.
struct NewCredential {
  std::string_view aaguid{};  ///< which make of authenticator, 16 bytes
  std::string_view id{};
  std::int64_t algorithm = 0;  ///< of COSE
};

struct AuthenticatorData {
  std::string_view relying_party_hash{};
  bool user_present = false;
  bool user_verified = false;
  bool has_extensions = false;
  std::uint32_t sign_count = 0;
  std::optional<NewCredential> credential{};
  /// The bytes as they would be without extensions.
  std::string without_extensions{};
};

/// Reads all bytes, in which everything is well-formed, with nothing behind it.
PasskeyResult<AuthenticatorData> read_authenticator_data(std::string_view bytes);

/// The authenticator data within an attestation object. Its format and statement are not judged:
/// whoever makes an authenticator is nobody we would trust more or less.
PasskeyResult<std::string_view> authenticator_data_in(std::string_view attestation_object);

/// Whether the authenticator was asked by that relying party and somebody was there.
PasskeyResult<AuthenticatorData> judge_authenticator_data(std::string_view bytes,
                                                          std::string_view relying_party_id);

}  // namespace orgd
