// The arithmetic of HTTP Digest (RFC 7616, 3.4), which both ends compute.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace atlas {

enum class DigestAlgorithm : std::uint8_t { md5, sha256 };

/// The value of the algorithm parameter, "MD5" or "SHA-256".
std::string_view name_of(DigestAlgorithm algorithm);

/// What a client sends after "Digest ". Views into the header's value.
struct DigestCredentials {
  std::string_view username, realm, nonce, uri, response, algorithm, qop, nc, cnonce;
};

/// A hash in hexadecimal digits, kept in place.
class HexDigest {
 public:
  explicit HexDigest(std::span<unsigned char const> hash);
  operator std::string_view() const { return {digits_.data(), size_}; }  // NOLINT: it is a text
  std::string_view view() const { return *this; }
  friend bool operator==(HexDigest const& a, std::string_view b) { return a.view() == b; }

 private:
  std::array<char, 64> digits_;
  std::size_t size_;
};

/// Hashes the parts of a Digest answer. Not thread-safe: one for each thread.
class DigestHash {
 public:
  explicit DigestHash(DigestAlgorithm algorithm) : algorithm_(algorithm) {}
  DigestHash(DigestHash const&) = delete;
  DigestHash& operator=(DigestHash const&) = delete;

  DigestAlgorithm algorithm() const { return algorithm_; }

  /// An HA1 of nobody's, as long as everybody's.
  std::string_view any_ha1() const;
  /// What was hashed so far: who compares two pieces of work can count them.
  struct Work {
    std::uint64_t hashes = 0;
    std::uint64_t bytes = 0;
    bool operator==(Work const&) const = default;
  };
  Work const& work() const { return work_; }

  /// H(username:realm:password), in hexadecimal digits.
  std::string ha1(std::string_view username, std::string_view realm, std::string_view password);
  /// The response of a client with this HA1 for these credentials and method.
  HexDigest response(std::string_view ha1, DigestCredentials const& given, std::string_view method);

 private:
  HexDigest hex_of(std::initializer_list<std::string_view> parts);
  DigestAlgorithm algorithm_;
  std::string joined_{};
  Work work_{};
};

}  // namespace atlas
