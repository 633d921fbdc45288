// The nonces of Digest challenges: minted without memory, remembered once used.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "security/platform.hpp"
#include "security/used_counts.hpp"
#include "security/vault.hpp"

namespace orgd {

/// Nonces: minted without memory (time, serial number and a keyed hash), remembered once used so
/// that no (nonce, nc) pair passes twice. Every process with the same key accepts them.
/// Thread-safe.
class NonceSource {
 public:
  static constexpr std::chrono::seconds lifetime = nonce_lifetime;
  /// How far the clock of another process may be ahead.
  static constexpr std::chrono::seconds max_ahead{300};

  NonceSource(Vault const& vault, Platform& platform);

  /// The time that nonces go by: what the clock said when this process began, and the steady time
  /// since. Whoever sets the clock makes no nonce older or younger.
  std::chrono::sys_seconds now() const;

  /// 32 base64 characters.
  std::string mint();
  /// True when the nonce is one of ours, young enough, and was not used with this count; it counts
  /// as used then. Counts may come in any order: see UsedCounts.
  bool use(std::string_view nonce, std::uint32_t count);

  /// When no process any longer takes a nonce that this one took.
  static std::chrono::sys_seconds dead_at(std::string_view nonce);

  /// Why a nonce was refused: not one of ours, too old, from a clock too far ahead, older than what
  /// is remembered, used.
  enum class Refusal : std::uint8_t { unknown, expired, ahead, forgotten, replayed };
  static constexpr std::array<std::string_view, 5> refusal_names{"unknown", "expired", "ahead",
                                                                 "forgotten", "replayed"};
  /// Counts a refusal; false. For those who know more than this object does.
  bool refuse(Refusal why);
  std::uint64_t minted() const { return minted_; }
  std::uint64_t refused(Refusal why) const { return refused_[static_cast<std::size_t>(why)]; }

 private:
  struct Shard {
    std::mutex mutex;
    UsedCounts used;
  };

  std::optional<UsedCounts::Nonce> verify(std::string_view nonce) const;
  std::array<unsigned char, 12> mac(unsigned char const* head) const;

  Vault::Key key_;
  Platform& platform_;
  std::chrono::system_clock::time_point const began_;
  std::chrono::steady_clock::time_point const began_steady_;
  std::array<Shard, 16> shards_;
  std::array<std::atomic<std::uint64_t>, refusal_names.size()> refused_{};
  std::uint64_t first_serial_ = 0;
  std::atomic<std::uint64_t> minted_ = 0;
};

}  // namespace orgd
