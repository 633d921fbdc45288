// A clock that moves only when told and randomness that repeats. Thread-safe, like the real one.
#pragma once

#include <atomic>
#include <mutex>
#include <random>

#include "server/platform.hpp"

namespace orgd {

class StandingPlatform final : public Platform {
 public:
  // Noon of 2025-06-01, after the newest version of any operation.
  static constexpr std::chrono::sys_seconds start{std::chrono::seconds(1748779200)};

  std::chrono::system_clock::time_point now() override { return start + offset_.load(); }
  std::chrono::steady_clock::time_point steady_now() override {
    return std::chrono::steady_clock::time_point(offset_.load());
  }
  void fill_random(std::span<unsigned char> bytes) override {
    std::lock_guard const lock(mutex_);
    for (auto& byte : bytes) byte = static_cast<unsigned char>(generator_());
  }
  void advance(std::chrono::seconds by) { offset_ = offset_.load() + by; }

 private:
  std::atomic<std::chrono::seconds> offset_{};
  std::mutex mutex_;
  std::mt19937_64 generator_{20250601};
};

}  // namespace orgd
