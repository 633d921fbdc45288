// Which counts each nonce was used with: the memory behind "no (nonce, nc) pair passes twice".
#pragma once

#include <bitset>
#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
#include <unordered_map>

namespace orgd {

inline constexpr std::chrono::seconds nonce_lifetime{300};

/// Each count of a nonce passes once, in any order: calls in flight side by side draw counts from
/// one nonce and overtake each other on their connections. What is more than `window` below the
/// highest count of its nonce is no longer told apart and refused.
///
/// Bounded: two generations of nonces, the older one dropped when the younger is full or old. What
/// a dropped generation may have held is refused from then on. Not thread-safe.
class UsedCounts {
 public:
  static constexpr std::uint32_t window = 1024;

  struct Nonce {
    std::int64_t second;  ///< when it was minted, by the clock of who did
    std::uint64_t serial;
    bool own;  ///< minted by this process, so never ahead of `now`
  };
  enum class Verdict : std::uint8_t { fresh, forgotten, replayed };

  /// Fresh: it counts as used now. `now` never falls.
  Verdict use(Nonce const& nonce, std::uint32_t count, std::int64_t now);

 private:
  // The bit of a count is that of its remainder by `window`; the highest count has none.
  using Window = std::bitset<window>;
  struct Counts {
    std::uint32_t highest;
    std::uint32_t window = 0;  // its place in Generation::windows, from 1; 0: used once
  };
  struct Generation {
    std::unordered_map<std::uint64_t, Counts> counts;
    // Many clients use a nonce once: only those that are used again cost a window.
    std::deque<Window> windows;
    std::int64_t since = 0;
    std::int64_t newest_foreign = std::numeric_limits<std::int64_t>::min();

    bool take(Counts& counts, std::uint32_t count);
    Window& window_of(Counts& counts);
  };
  static constexpr std::size_t max_nonces = 16384;
  static constexpr std::size_t max_windows = 2048;

  void rotate(std::int64_t now);
  Counts* find(std::uint64_t serial);

  Generation current_, previous_;
  // Nonces minted before these seconds may have been dropped.
  std::int64_t own_horizon_ = 0;
  std::int64_t foreign_horizon_ = 0;
};

}  // namespace orgd
