// Passkeys by libfido2, which reads the keys and verifies the signatures.
#include "security/passkey.hpp"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <algorithm>
#include <memory>

#include "security/authenticator_data.hpp"
#include "security/base64url.hpp"

namespace orgd {
namespace {

constexpr std::size_t longest_attestation_object = 65536;
// An authenticator writes 37 bytes and the answers of extensions that a page asked for.
constexpr std::size_t longest_authenticator_data = 1024;
constexpr std::size_t longest_signature = 512;

// libfido2 frees what it makes, and clears the pointer to it.
template <auto free_it>
struct Freed {
  template <class T>
  void operator()(T* it) const {
    free_it(&it);
  }
};
using Credential = std::unique_ptr<fido_cred_t, Freed<fido_cred_free>>;
using Assertion = std::unique_ptr<fido_assert_t, Freed<fido_assert_free>>;
using Es256Key = std::unique_ptr<es256_pk_t, Freed<es256_pk_free>>;
using EddsaKey = std::unique_ptr<eddsa_pk_t, Freed<eddsa_pk_free>>;
using Rs256Key = std::unique_ptr<rs256_pk_t, Freed<rs256_pk_free>>;

unsigned char const* octets_of(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

void prepare_library() { [[maybe_unused]] static bool const prepared = (fido_init(0), true); }

PasskeyResult<std::string> bytes_within(std::string_view text, std::size_t longest) {
  if (text.size() > longest * 4 / 3 + 2) return std::unexpected(PasskeyFault::too_long);
  auto bytes = from_base64url(text);
  if (!bytes) return std::unexpected(PasskeyFault::not_base64url);
  if (bytes->size() > longest) return std::unexpected(PasskeyFault::too_long);
  return std::move(*bytes);
}

bool verify_with(fido_assert_t const* assertion, std::int64_t algorithm, void const* key) {
  return fido_assert_verify(assertion, 0, static_cast<int>(algorithm), key) == FIDO_OK;
}

// Hands the key to what is to be done with it. False, too, when the bytes are no key.
template <class Do>
bool with_key(std::int64_t algorithm, std::string_view bytes, Do const& act) {
  if (algorithm == COSE_ES256) {
    Es256Key const key(es256_pk_new());
    return key && es256_pk_from_ptr(key.get(), bytes.data(), bytes.size()) == FIDO_OK &&
           act(key.get());
  }
  if (algorithm == COSE_EDDSA) {
    EddsaKey const key(eddsa_pk_new());
    return key && eddsa_pk_from_ptr(key.get(), bytes.data(), bytes.size()) == FIDO_OK &&
           act(key.get());
  }
  Rs256Key const key(rs256_pk_new());
  return algorithm == COSE_RS256 && key &&
         rs256_pk_from_ptr(key.get(), bytes.data(), bytes.size()) == FIDO_OK && act(key.get());
}

// libfido2 reads the answers of extensions, too, and refuses what it did not ask for. We ask for
// none, and nothing signs these bytes: they go without.
PasskeyResult<std::string> key_in(AuthenticatorData const& data) {
  std::string const& plain = data.without_extensions;
  Credential const credential(fido_cred_new());
  auto const algorithm = data.credential->algorithm;
  bool const read =
      credential && fido_cred_set_type(credential.get(), static_cast<int>(algorithm)) == FIDO_OK &&
      fido_cred_set_authdata_raw(credential.get(), octets_of(plain), plain.size()) == FIDO_OK;
  if (!read) return std::unexpected(PasskeyFault::key_unreadable);
  std::string key(reinterpret_cast<char const*>(fido_cred_pubkey_ptr(credential.get())),
                  fido_cred_pubkey_len(credential.get()));
  if (!with_key(algorithm, key, [](void const*) { return true; }))
    return std::unexpected(PasskeyFault::key_unreadable);
  return key;
}

}  // namespace

PasskeyResult<RegisteredPasskey> read_registration(RegistrationAnswer const& answer,
                                                   PasskeyQuestion const& question) {
  prepare_library();
  auto const hash = judge_client_data(answer.client_data, Ceremony::registration, question);
  if (!hash) return std::unexpected(hash.error());
  auto const object = bytes_within(answer.attestation_object, longest_attestation_object);
  if (!object) return std::unexpected(object.error());
  auto const bytes = authenticator_data_in(*object);
  if (!bytes) return std::unexpected(bytes.error());
  auto const data = judge_authenticator_data(*bytes, question.party.id);
  if (!data) return std::unexpected(data.error());
  if (!data->credential) return std::unexpected(PasskeyFault::no_credential);
  if (std::ranges::find(passkey_algorithms, data->credential->algorithm) ==
      passkey_algorithms.end())
    return std::unexpected(PasskeyFault::unknown_algorithm);
  auto const key = key_in(*data);
  if (!key) return std::unexpected(key.error());
  return RegisteredPasskey{
      .credential_id = to_base64url(data->credential->id),
      .key = {.algorithm = data->credential->algorithm, .bytes = to_base64url(*key)},
      .aaguid = to_base64url(data->credential->aaguid),
      .sign_count = data->sign_count,
      .user_verified = data->user_verified};
}

PasskeyResult<PasskeyUse> verify_assertion(AssertionAnswer const& answer, PasskeyKey const& key,
                                           PasskeyQuestion const& question) {
  prepare_library();
  auto const hash = judge_client_data(answer.client_data, Ceremony::assertion, question);
  if (!hash) return std::unexpected(hash.error());
  auto const bytes = bytes_within(answer.authenticator_data, longest_authenticator_data);
  if (!bytes) return std::unexpected(bytes.error());
  auto const signature = bytes_within(answer.signature, longest_signature);
  if (!signature) return std::unexpected(signature.error());
  auto const data = judge_authenticator_data(*bytes, question.party.id);
  if (!data) return std::unexpected(data.error());
  // libfido2 would read the credential as if it were the answers of extensions.
  if (data->credential) return std::unexpected(PasskeyFault::authenticator_data_unreadable);
  auto const public_key = from_base64url(key.bytes);
  if (!public_key) return std::unexpected(PasskeyFault::key_unreadable);
  Assertion const assertion(fido_assert_new());
  bool const filled =
      assertion && fido_assert_set_count(assertion.get(), 1) == FIDO_OK &&
      fido_assert_set_rp(assertion.get(), question.party.id.c_str()) == FIDO_OK &&
      fido_assert_set_clientdata_hash(assertion.get(), hash->data(), hash->size()) == FIDO_OK &&
      fido_assert_set_authdata_raw(assertion.get(), 0, octets_of(*bytes), bytes->size()) ==
          FIDO_OK &&
      fido_assert_set_sig(assertion.get(), 0, octets_of(*signature), signature->size()) == FIDO_OK;
  if (!filled) return std::unexpected(PasskeyFault::authenticator_data_unreadable);
  auto const verify = [&](void const* of) {
    return verify_with(assertion.get(), key.algorithm, of);
  };
  if (!with_key(key.algorithm, *public_key, verify))
    return std::unexpected(PasskeyFault::wrong_signature);
  return PasskeyUse{.sign_count = data->sign_count, .user_verified = data->user_verified};
}

}  // namespace orgd
