// A clock that moves only when told and randomness that repeats. Thread-safe, like the real one.
#pragma once

#include <atomic>
#include <mutex>
#include <random>

#include "security/platform.hpp"

namespace orgd {

class StandingPlatform final : public Platform {
 public:
  // Noon of 2025-06-01, after the newest version of any operation.
  static constexpr std::chrono::sys_seconds start{std::chrono::seconds(1748779200)};

  std::chrono::system_clock::time_point now() override {
    return start + passed_.load() + set_by_.load();
  }
  std::chrono::steady_clock::time_point steady_now() override {
    return std::chrono::steady_clock::time_point(passed_.load());
  }
  void fill_random(std::span<unsigned char> bytes) override {
    std::lock_guard const lock(mutex_);
    for (auto& byte : bytes) byte = static_cast<unsigned char>(generator_());
  }
  /// Time passes.
  void advance(std::chrono::seconds by) { passed_ = passed_.load() + by; }
  /// Somebody sets the clock forward, or back; no time passes.
  void set_clock(std::chrono::seconds by) { set_by_ = set_by_.load() + by; }

 private:
  std::atomic<std::chrono::seconds> passed_{};
  std::atomic<std::chrono::seconds> set_by_{};
  std::mutex mutex_;
  std::mt19937_64 generator_{20250601};
};

}  // namespace orgd
