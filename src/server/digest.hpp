// HTTP Digest access authentication (RFC 7616) with the API's fixed realm: reading credentials,
// computing the expected answer, and stateless nonces with replay memory.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/platform.hpp"
#include "server/vault.hpp"

namespace orgd {

inline constexpr std::string_view digest_realm = "MMS Public API";

enum class DigestAlgorithm : std::uint8_t { md5, sha256 };

/// The value of the algorithm parameter, "MD5" or "SHA-256".
std::string_view name_of(DigestAlgorithm algorithm);

/// What a client sends after "Digest ". Views into the header's value.
struct DigestCredentials {
  std::string_view username, realm, nonce, uri, response, algorithm, qop, nc, cnonce;
};

/// Nothing when the value is not well formed or lacks a parameter that the answer needs.
std::optional<DigestCredentials> parse_digest(std::string_view value);

/// Hashes the parts of a Digest answer. Not thread-safe: one for each event loop.
class DigestHash {
 public:
  explicit DigestHash(DigestAlgorithm algorithm);
  ~DigestHash();
  DigestHash(DigestHash const&) = delete;
  DigestHash& operator=(DigestHash const&) = delete;

  DigestAlgorithm algorithm() const { return algorithm_; }

  /// H(publicKey:realm:privateKey), in hexadecimal digits.
  std::string ha1(std::string_view public_key, std::string_view private_key);
  /// The response that a client with this HA1 must send for these credentials and method.
  std::string response(std::string_view ha1, DigestCredentials const& given,
                       std::string_view method);

 private:
  std::string hex_of(std::initializer_list<std::string_view> parts);
  struct Context;
  DigestAlgorithm algorithm_;
  std::unique_ptr<Context> context_;
};

/// Nonces: minted without memory (time, counter and a keyed hash), remembered once used so that no
/// (nonce, nc) pair passes twice. Every process with the same key accepts them. Thread-safe.
class NonceSource {
 public:
  static constexpr std::chrono::seconds lifetime{300};

  NonceSource(Vault const& vault, Platform& platform);

  /// 32 base64 characters.
  std::string mint();
  /// True when the nonce is one of ours, young enough, and `count` is larger than every count it
  /// was used with; it counts as used then.
  bool use(std::string_view nonce, std::uint32_t count);

 private:
  using Seen = std::unordered_map<std::uint64_t, std::uint32_t>;
  struct Shard {
    std::mutex mutex;
    Seen current, previous;
    std::int64_t current_since = 0;
    std::int64_t horizon = 0;  // nonces minted before this second are no longer told apart
  };
  struct Minted {
    std::int64_t second;
    std::uint64_t serial;
  };
  static constexpr std::size_t max_seen = 16384;

  std::optional<Minted> verify(std::string_view nonce) const;
  std::array<unsigned char, 12> mac(unsigned char const* head) const;
  static void rotate(Shard& shard, std::int64_t now);

  Vault::Key key_;
  Platform& platform_;
  std::array<Shard, 16> shards_;
  std::mutex mint_mutex_;
  std::uint64_t serial_ = 0;
};

}  // namespace orgd
