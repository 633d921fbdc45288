// An authenticator of passkeys and the browser before it, in software: makes keys and signs with
// them as WebAuthn level 2 says, and does otherwise where a test asks for it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace conformance {

/// What a page asks, and where.
struct PasskeyPrompt {
  std::string relying_party{};
  std::string origin{};
  std::string challenge{};  ///< in base64url
};

/// What is said otherwise than an honest browser and authenticator do.
struct PasskeyQuirks {
  std::string_view type{};              ///< of the client data
  std::string_view more_client_data{};  ///< further members, ",\"crossOrigin\":true"
  std::string_view format = "none";     ///< of the attestation
  std::string_view behind_object{};     ///< bytes behind the attestation object
  std::string_view behind_data{};       ///< bytes behind the authenticator data
  std::string_view credential_id{};     ///< in place of the own one, as bytes
  std::string_view key{};               ///< in place of the own key of COSE, as bytes
  unsigned flags = 0x05;                ///< user present and verified
  bool credential = true;               ///< whether a registration has one
};

/// All in base64url, as a browser's JSON has it.
struct PasskeyRegistration {
  std::string id{};
  std::string client_data{};
  std::string attestation_object{};
};
struct PasskeyAssertion {
  std::string id{};
  std::string client_data{};
  std::string authenticator_data{};
  std::string signature{};
};

std::string base64url(std::string_view bytes);

/// One credential.
class SoftwareAuthenticator {
 public:
  enum class Algorithm : std::uint8_t { es256, eddsa, rs256, es384 };

  explicit SoftwareAuthenticator(Algorithm algorithm = Algorithm::es256);

  PasskeyRegistration create(PasskeyPrompt const& prompt, PasskeyQuirks const& quirks = {});
  /// Counts, unless the count is 0, as synced passkeys have it.
  PasskeyAssertion get(PasskeyPrompt const& prompt, PasskeyQuirks const& quirks = {});

  /// The public key as COSE has it (RFC 9052).
  std::string cose_key() const;

  std::uint32_t count = 0;

 private:
  std::string data(PasskeyPrompt const& prompt, PasskeyQuirks const& quirks, unsigned flags) const;
  std::string sign(std::string_view message) const;

  Algorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
  std::string id_;
};

}  // namespace conformance
