// Where time, identifiers and randomness come from, so that tests can say what they are.
#pragma once

#include <array>
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
  /// Whether what it gives comes again from the same beginning.
  virtual bool repeats() const { return false; }
};

/// The machine's clock and its kernel's randomness.
class SystemPlatform final : public Platform {
 public:
  std::chrono::system_clock::time_point now() override;
  std::chrono::steady_clock::time_point steady_now() override;
  void fill_random(std::span<unsigned char> bytes) override;
};

/// What an id names. A kind is a digit of its ids: new ones come last.
enum class IdKind : std::uint8_t {
  organization,
  project,
  person,
  team,
  api_key,
  service_account,
  secret,
  invitation,
  access_entry,
  event,
  mail,
  token,
  session,
  factor,
};

/// Object ids: 8 hexadecimal digits of the second, 10 that are random for each process, one of the
/// kind, 5 that count what is of that kind: in that second, so that ids of one tenant tell nothing
/// of the others' objects; on a platform that repeats, since its beginning, so that an id follows
/// from how many there were. Ids of one process and kind are in the order of creation. Thread-safe.
class IdSource {
 public:
  static constexpr std::size_t kinds = 14;

  explicit IdSource(Platform& platform);
  std::string next(IdKind kind);

  /// How far it has come with one kind.
  struct Count {
    long long second = 0;  ///< of the last one
    unsigned next = 0;
  };
  using Place = std::array<Count, kinds>;
  Place place() const;
  /// Goes on there, as if what made ids before were this one.
  void go_on_from(Place const& place);

 private:
  Platform& platform_;
  bool const counts_on_;
  mutable std::mutex mutex_;
  std::string process_;
  Place place_{};
};

}  // namespace orgd
