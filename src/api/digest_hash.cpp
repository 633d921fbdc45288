// Hashing by OpenSSL.
#include "api/digest_hash.hpp"

#include <openssl/crypto.h>
#include <openssl/md5.h>
#include <openssl/sha.h>

#include <array>

#include "api/append.hpp"

namespace atlas {

std::string_view name_of(DigestAlgorithm algorithm) {
  return algorithm == DigestAlgorithm::md5 ? "MD5" : "SHA-256";
}

HexDigest::HexDigest(std::span<unsigned char const> hash) : size_(hash.size() * 2) {
  constexpr std::string_view digits = "0123456789abcdef";
  char* at = digits_.data();
  for (unsigned char const byte : hash) {
    *at++ = digits[byte >> 4U];
    *at++ = digits[byte & 15U];
  }
}

namespace {

// What OpenSSL 3 wants used in their place allocates for each text, and with all its steps takes as
// long as the hashing itself.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

std::size_t hash_of(DigestAlgorithm algorithm, std::string_view text, unsigned char* hash) {
  auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
  if (algorithm == DigestAlgorithm::md5) {
    MD5(bytes, text.size(), hash);
    return MD5_DIGEST_LENGTH;
  }
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes, text.size());
  SHA256_Final(hash, &context);
  OPENSSL_cleanse(&context, sizeof context);
  return SHA256_DIGEST_LENGTH;
}

#pragma GCC diagnostic pop

}  // namespace

// The parts joined by colons, hashed.
HexDigest DigestHash::hex_of(std::initializer_list<std::string_view> parts) {
  joined_.clear();
  for (std::string_view const part : parts) append(joined_, part, ":");
  joined_.pop_back();
  ++work_.hashes;
  work_.bytes += joined_.size();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  std::size_t const size = hash_of(algorithm_, joined_, hash.data());
  OPENSSL_cleanse(joined_.data(), joined_.size());
  return HexDigest(std::span(hash).first(size));
}

std::string_view DigestHash::any_ha1() const {
  constexpr std::string_view zeros =
      "0000000000000000000000000000000000000000000000000000000000000000";
  return zeros.substr(0, algorithm_ == DigestAlgorithm::md5 ? 32 : 64);
}

std::string DigestHash::ha1(std::string_view username, std::string_view realm,
                            std::string_view password) {
  return std::string(hex_of({username, realm, password}).view());
}

HexDigest DigestHash::response(std::string_view ha1, DigestCredentials const& given,
                               std::string_view method) {
  HexDigest const ha2 = hex_of({method, given.uri});
  if (given.qop.empty()) return hex_of({ha1, given.nonce, ha2});
  return hex_of({ha1, given.nonce, given.nc, given.cnonce, given.qop, ha2});
}

}  // namespace atlas
