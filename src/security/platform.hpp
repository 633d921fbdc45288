// Where time, identifiers and randomness come from, so that tests can say what they are.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>

namespace orgd {

/// What randomness is for, for a platform whose randomness repeats: each purpose repeats by itself.
enum class Purpose : std::uint8_t { other, ids, nonces, key_pairs, secrets, tokens, links };

class Platform {
 public:
  virtual ~Platform() = default;
  virtual std::chrono::system_clock::time_point now() = 0;
  /// For durations: no adjustment of the clock moves it.
  virtual std::chrono::steady_clock::time_point steady_now() = 0;
  virtual void fill_random(std::span<unsigned char> bytes) = 0;
  /// The same, told what for.
  virtual void fill_random_for(Purpose /*purpose*/, std::span<unsigned char> bytes) {
    fill_random(bytes);
  }
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

  /// How far it has come.
  struct Place {
    long long second = 0;
    unsigned count = 0;  ///< of ids in that second
  };
  Place place() const;
  /// Goes on there, as if what made ids before were this one.
  void go_on_from(Place const& place);

 private:
  Platform& platform_;
  mutable std::mutex mutex_;
  std::string process_;
  unsigned counter_ = 0;
  long long last_second_ = 0;
};

}  // namespace orgd
