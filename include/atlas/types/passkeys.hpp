// Passkeys as pages ask browsers for them and as browsers answer: what WebAuthn calls options, and
// the members of its answers that count.
#pragma once

#include "atlas/types/common.hpp"

namespace atlas {

/// A passkey as options name it.
struct PasskeyDescriptor {
  std::string id{};
  std::string type{};
};
ATLAS_FIELDS(PasskeyDescriptor, (id, "its credential id, in base64url"),
             (type, "always `public-key`"))

/// For whom a passkey is made.
struct PasskeyParty {
  std::string id{};
  std::string name{};
};
ATLAS_FIELDS(PasskeyParty, (id, "the relying party id: the host of the server's pages"),
             (name, "what a browser shows of it"))

/// Whose a passkey is.
struct PasskeyUser {
  std::string display_name{};
  std::string id{};
  std::string name{};
};
ATLAS_FIELDS(PasskeyUser, (display_name, "the person's name"),
             (id, "the user handle, in base64url, which signing in gives back"),
             (name, "the person's e-mail address"))

/// A kind of key that is taken.
struct PasskeyParameter {
  std::int32_t alg = 0;
  std::string type{};
};
ATLAS_FIELDS(PasskeyParameter, (alg, "the number that COSE has for the algorithm"),
             (type, "always `public-key`"))

/// What an authenticator is asked to do.
struct PasskeySelection {
  bool require_resident_key = false;
  std::string resident_key{};
  std::string user_verification{};
};
ATLAS_FIELDS(PasskeySelection, (require_resident_key, "what `residentKey` says, in older words"),
             (resident_key, "whether the passkey is to be found without its id"),
             (user_verification, "whether the authenticator is to know the person"))

/// The options of a new passkey, for `navigator.credentials.create`.
struct PasskeyCreation {
  std::string attestation{};
  PasskeySelection authenticator_selection{};
  std::string challenge{};
  std::vector<PasskeyDescriptor> exclude_credentials{};
  std::vector<PasskeyParameter> pub_key_cred_params{};
  PasskeyParty rp{};
  std::int32_t timeout = 0;
  PasskeyUser user{};
};
ATLAS_FIELDS(PasskeyCreation, (attestation, "who made the authenticator is not asked"),
             (authenticator_selection, "what the authenticator is asked to do"),
             (challenge, "what the answer must be to, in base64url; it counts once"),
             (exclude_credentials, "the passkeys that the person has"),
             (pub_key_cred_params, "the kinds of keys that are taken, the best first"),
             (rp, "for whom the passkey is"),
             (timeout, "for how many milliseconds the challenge counts"),
             (user, "whose the passkey is"))

/// The options of an assertion, for `navigator.credentials.get`.
struct PasskeyRequest {
  std::vector<PasskeyDescriptor> allow_credentials{};
  std::string challenge{};
  std::string rp_id{};
  std::int32_t timeout = 0;
  std::string user_verification{};
};
ATLAS_FIELDS(PasskeyRequest,
             (allow_credentials, "the passkeys that count; none: any of this server"),
             (challenge, "what the answer must be to, in base64url; it counts once"),
             (rp_id, "the host of the server's pages"),
             (timeout, "for how many milliseconds the challenge counts"),
             (user_verification, "whether the authenticator is to know the person"))

/// A passkey that was made, as `AuthenticatorAttestationResponse` has it.
struct NewPasskey {
  std::string attestation_object{};
  std::string client_data{};
};
ATLAS_FIELDS(NewPasskey,
             (attestation_object, "the browser's `response.attestationObject`, in base64url",
              .text = &text::plain),
             (client_data, "the browser's `response.clientDataJSON`, in base64url",
              .text = &text::plain))

/// What a passkey has signed, as `AuthenticatorAssertionResponse` has it.
struct PasskeyAssertion {
  std::string authenticator_data{};
  std::string client_data{};
  std::string credential_id{};
  std::string signature{};
  std::optional<std::string> user_handle{};
};
ATLAS_FIELDS(
    PasskeyAssertion,
    (authenticator_data, "the browser's `response.authenticatorData`, in base64url",
     .text = &text::plain),
    (client_data, "the browser's `response.clientDataJSON`, in base64url", .text = &text::plain),
    (credential_id, "the credential's `id`", .text = &text::plain),
    (signature, "the browser's `response.signature`, in base64url", .text = &text::plain),
    (user_handle,
     "the browser's `response.userHandle`, in base64url; signing in needs it, for it says who "
     "the person is",
     .text = &text::plain))

}  // namespace atlas
