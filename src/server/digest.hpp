// HTTP Digest access authentication (RFC 7616) with the API's fixed realm: reading credentials, and
// stateless nonces with replay memory.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/digest_hash.hpp"
#include "server/platform.hpp"
#include "server/vault.hpp"

namespace orgd {

inline constexpr std::string_view digest_realm = "MMS Public API";

using atlas::DigestAlgorithm;
using atlas::DigestCredentials;
using atlas::DigestHash;

/// Nothing when the value is not well formed or lacks a parameter that the answer needs.
std::optional<DigestCredentials> parse_digest(std::string_view value);

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

  /// Why a nonce was refused: not one of ours, too old, older than what is remembered, used.
  enum class Refusal : std::uint8_t { unknown, expired, forgotten, replayed };
  static constexpr std::array<std::string_view, 4> refusal_names{"unknown", "expired", "forgotten",
                                                                 "replayed"};
  /// Counts a refusal; false. For those who know more than this object does.
  bool refuse(Refusal why);
  std::uint64_t minted() const;
  std::uint64_t refused(Refusal why) const { return refused_[static_cast<std::size_t>(why)]; }

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
  std::array<std::atomic<std::uint64_t>, refusal_names.size()> refused_{};
  mutable std::mutex mint_mutex_;
  std::uint64_t first_serial_ = 0;
  std::uint64_t serial_ = 0;
};

}  // namespace orgd
