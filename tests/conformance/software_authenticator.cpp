// Keys and signatures by OpenSSL; the little CBOR that is needed is written here, for the product's
// reader is what is under test.
#include "software_authenticator.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace conformance {
namespace {

using Algorithm = SoftwareAuthenticator::Algorithm;

std::string sha256(std::string_view text) {
  std::string hash(32, '\0');
  EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(hash.data()), nullptr,
             EVP_sha256(), nullptr);
  return hash;
}

std::string in_big_endian(std::uint64_t number, unsigned bytes) {
  std::string text;
  for (unsigned i = bytes; i-- > 0;) text += static_cast<char>(number >> (8 * i) & 0xffU);
  return text;
}

// The head of an item of CBOR.
std::string cbor_head(unsigned major, std::uint64_t number) {
  auto const first = [&](unsigned low) {
    return std::string(1, static_cast<char>(major << 5U | low));
  };
  if (number < 24) return first(static_cast<unsigned>(number));
  if (number <= 0xff) return first(24) + in_big_endian(number, 1);
  if (number <= 0xffff) return first(25) + in_big_endian(number, 2);
  return first(26) + in_big_endian(number, 4);
}
std::string cbor(long long number) {
  return number < 0 ? cbor_head(1, static_cast<std::uint64_t>(-1 - number))
                    : cbor_head(0, static_cast<std::uint64_t>(number));
}
std::string cbor_bytes(std::string_view bytes) { return cbor_head(2, bytes.size()).append(bytes); }
std::string cbor_text(std::string_view text) { return cbor_head(3, text.size()).append(text); }

struct CoseFacts {
  long long type;
  long long algorithm;
  long long curve;
  char const* kind;
  char const* group;
};

CoseFacts facts_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::es256:
      return {2, -7, 1, "EC", "P-256"};
    case Algorithm::eddsa:
      return {1, -8, 6, "ED25519", nullptr};
    case Algorithm::rs256:
      return {3, -257, 0, "RSA", nullptr};
    case Algorithm::es384:
      return {2, -35, 2, "EC", "P-384"};
  }
  throw std::logic_error("no such algorithm");
}

std::shared_ptr<EVP_PKEY> new_key(Algorithm algorithm) {
  auto const facts = facts_of(algorithm);
  EVP_PKEY* key = nullptr;
  if (facts.group != nullptr)
    key = EVP_PKEY_Q_keygen(nullptr, nullptr, facts.kind, facts.group);
  else if (algorithm == Algorithm::rs256)
    key = EVP_PKEY_Q_keygen(nullptr, nullptr, facts.kind, std::size_t{2048});
  else
    key = EVP_PKEY_Q_keygen(nullptr, nullptr, facts.kind);
  if (key == nullptr) throw std::runtime_error("OpenSSL makes no key");
  return {key, EVP_PKEY_free};
}

// A large number of a key, with zeros in front where it is shorter.
std::string number_of(EVP_PKEY const* key, char const* name, std::size_t size) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &number) != 1) throw std::runtime_error("no such number");
  std::string bytes(size, '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size));
  BN_free(number);
  return bytes;
}

std::string client_data(std::string_view type, PasskeyPrompt const& prompt,
                        PasskeyQuirks const& quirks) {
  return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}"{}}})",
                     quirks.type.empty() ? type : quirks.type, prompt.challenge, prompt.origin,
                     quirks.more_client_data);
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text(bytes.size() / 3 * 4 + 5, '\0');
  int const size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<unsigned char const*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

SoftwareAuthenticator::SoftwareAuthenticator(Algorithm algorithm)
    : algorithm_(algorithm), key_(new_key(algorithm)), id_(32, '\0') {
  RAND_bytes(reinterpret_cast<unsigned char*>(id_.data()), static_cast<int>(id_.size()));
}

std::string SoftwareAuthenticator::cose_key() const {
  auto const facts = facts_of(algorithm_);
  std::string const begin = cbor(1) + cbor(facts.type) + cbor(3) + cbor(facts.algorithm);
  if (algorithm_ == Algorithm::rs256)
    return cbor_head(5, 4) + begin + cbor(-1) +
           cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N, 256)) + cbor(-2) +
           cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E, 3));
  if (algorithm_ == Algorithm::eddsa) {
    std::string raw(32, '\0');
    std::size_t size = raw.size();
    EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
    return cbor_head(5, 4) + begin + cbor(-1) + cbor(facts.curve) + cbor(-2) + cbor_bytes(raw);
  }
  std::size_t const size = algorithm_ == Algorithm::es384 ? 48 : 32;
  return cbor_head(5, 5) + begin + cbor(-1) + cbor(facts.curve) + cbor(-2) +
         cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, size)) + cbor(-3) +
         cbor_bytes(number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, size));
}

std::string SoftwareAuthenticator::data(PasskeyPrompt const& prompt, PasskeyQuirks const& quirks,
                                        unsigned flags) const {
  std::string data =
      sha256(prompt.relying_party) + static_cast<char>(flags) + in_big_endian(count, 4);
  if ((flags & 0x40U) != 0) {
    std::string const id(quirks.credential_id.empty() ? std::string_view(id_)
                                                      : quirks.credential_id);
    data += std::string(16, 'A') + in_big_endian(id.size(), 2) + id;
    data += quirks.key.empty() ? cose_key() : std::string(quirks.key);
  }
  return data.append(quirks.behind_data);
}

std::string SoftwareAuthenticator::sign(std::string_view message) const {
  EVP_MD const* hash = EVP_sha256();
  if (algorithm_ == Algorithm::eddsa) hash = nullptr;
  if (algorithm_ == Algorithm::es384) hash = EVP_sha384();
  std::shared_ptr<EVP_MD_CTX> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  auto const* const bytes = reinterpret_cast<unsigned char const*>(message.data());
  std::size_t size = 0;
  if (EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) != 1)
    throw std::runtime_error("OpenSSL signs nothing");
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes, message.size()) != 1)
    throw std::runtime_error("OpenSSL does not sign");
  signature.resize(size);
  return signature;
}

PasskeyRegistration SoftwareAuthenticator::create(PasskeyPrompt const& prompt,
                                                  PasskeyQuirks const& quirks) {
  std::string const of = data(prompt, quirks, quirks.flags | (quirks.credential ? 0x40U : 0U));
  std::string const object = cbor_head(5, 3) + cbor_text("fmt") + cbor_text(quirks.format) +
                             cbor_text("attStmt") + cbor_head(5, 0) + cbor_text("authData") +
                             cbor_bytes(of) + std::string(quirks.behind_object);
  return {.id = base64url(id_),
          .client_data = base64url(client_data("webauthn.create", prompt, quirks)),
          .attestation_object = base64url(object)};
}

PasskeyAssertion SoftwareAuthenticator::get(PasskeyPrompt const& prompt,
                                            PasskeyQuirks const& quirks) {
  if (count != 0) ++count;
  std::string const said = client_data("webauthn.get", prompt, quirks);
  std::string const of = data(prompt, quirks, quirks.flags);
  return {.id = base64url(id_),
          .client_data = base64url(said),
          .authenticator_data = base64url(of),
          .signature = base64url(sign(of + sha256(said)))};
}

}  // namespace conformance
