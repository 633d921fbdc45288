// What the readers' snapshots and the writer must know of each other: that a commit has made the
// snapshots old, and when the last old one is gone. It opens and closes none itself.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace orgd {

class SqliteSnapshots {
 public:
  /// Moves whenever a reader should take a new snapshot before it reads on.
  std::uint64_t changes() const { return changes_.load(std::memory_order_acquire); }
  void changed() { changes_.fetch_add(1, std::memory_order_release); }

  /// A reader counts its snapshot from before BEGIN until after COMMIT, on the side it was given.
  std::size_t enter() {
    auto const side = side_.load(std::memory_order_acquire);
    open_.at(side).fetch_add(1, std::memory_order_relaxed);
    return side;
  }
  void leave(std::size_t side) { open_.at(side).fetch_sub(1, std::memory_order_release); }

  /// Has every reader take a new snapshot, and waits until they have or patience ends. For the
  /// writer only. Reads last microseconds, so this seldom waits longer.
  void renew(std::chrono::microseconds patience) {
    constexpr std::chrono::microseconds step(50);
    auto const old = side_.load(std::memory_order_relaxed);
    side_.store(1 - old, std::memory_order_release);
    changed();
    for (auto waited = step; open_.at(old).load(std::memory_order_acquire) > 0; waited += step) {
      if (waited > patience) return;
      std::this_thread::sleep_for(step);
    }
  }

 private:
  std::atomic<std::uint64_t> changes_ = 0;
  std::atomic<std::size_t> side_ = 0;
  std::array<std::atomic<std::int64_t>, 2> open_{};
};

}  // namespace orgd
