// Where time, identifiers and randomness come from, so that tests can say what they are.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <span>
#include <string>

namespace orgd {

class Platform {
 public:
  virtual ~Platform() = default;
  virtual std::chrono::system_clock::time_point now() = 0;
  /// For durations: no adjustment of the clock moves it.
  virtual std::chrono::steady_clock::time_point steady_now() = 0;
  virtual void fill_random(std::span<unsigned char> bytes) = 0;
};

/// The machine's clock and its kernel's randomness.
class SystemPlatform final : public Platform {
 public:
  std::chrono::system_clock::time_point now() override;
  std::chrono::steady_clock::time_point steady_now() override;
  void fill_random(std::span<unsigned char> bytes) override;
};

/// Object ids: 8 hexadecimal digits of the second, 10 that are random for each process, 6 that
/// count. Ids of one process are in the order of creation. Thread-safe.
class IdSource {
 public:
  explicit IdSource(Platform& platform);
  std::string next();

 private:
  Platform& platform_;
  std::mutex mutex_;
  std::string process_;
  unsigned counter_ = 0;
  long long last_second_ = 0;
};

}  // namespace orgd
