// Hashing by OpenSSL, its algorithms fetched once.
#include "api/digest_hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace atlas {

std::string_view name_of(DigestAlgorithm algorithm) {
  return algorithm == DigestAlgorithm::md5 ? "MD5" : "SHA-256";
}

HexDigest::HexDigest(std::span<unsigned char const> hash) : size_(hash.size() * 2) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < hash.size(); ++i) {
    digits_.at(2 * i) = digits[hash[i] >> 4U];
    digits_.at(2 * i + 1) = digits[hash[i] & 15U];
  }
}

struct DigestHash::Context {
  EVP_MD* digest;
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  explicit Context(char const* name) : digest(EVP_MD_fetch(nullptr, name, nullptr)) {
    if (!digest) throw std::runtime_error(std::string("OpenSSL offers no ") + name);
  }
  ~Context() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(digest);
  }
  Context(Context const&) = delete;
  Context& operator=(Context const&) = delete;
};

DigestHash::DigestHash(DigestAlgorithm algorithm)
    : algorithm_(algorithm),
      context_(std::make_unique<Context>(algorithm == DigestAlgorithm::md5 ? "MD5" : "SHA256")) {}

DigestHash::~DigestHash() = default;

// The parts joined by colons, hashed.
HexDigest DigestHash::hex_of(std::initializer_list<std::string_view> parts) {
  joined_.clear();
  for (std::string_view const part : parts) joined_.append(part).append(":");
  joined_.pop_back();
  ++work_.hashes;
  work_.bytes += joined_.size();
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  EVP_DigestInit_ex2(context_->context, context_->digest, nullptr);
  EVP_DigestUpdate(context_->context, joined_.data(), joined_.size());
  EVP_DigestFinal_ex(context_->context, hash.data(), &size);
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
