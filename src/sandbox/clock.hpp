// A world's own time and randomness. Both can be kept and come back, so that what is done again
// after a reset has the same ids and secrets as it had the first time.
#pragma once

#include <array>
#include <cstdint>

#include "security/platform.hpp"

namespace orgd::sandbox {

/// Its time runs with the machine's or stands still, and can be moved. Its randomness follows from
/// a number, each purpose's by itself; that of nonces and of nothing in particular is the
/// machine's, for nobody can expect it. One thread's.
class WorldClock final : public Platform {
 public:
  using Time = std::chrono::system_clock::time_point;
  using Steady = std::chrono::steady_clock::time_point;
  using Span = std::chrono::system_clock::duration;
  enum class Mode : std::uint8_t { real, frozen };
  static constexpr std::size_t purposes = 7;

  /// What a snapshot keeps of it.
  struct State {
    Mode mode = Mode::real;
    Span ahead{};   ///< of the machine's clock, where time runs
    Time frozen{};  ///< the time, where it stands
    std::array<std::uint64_t, purposes> drawn{};
  };

  /// The machine's time. `machine` must outlive it.
  WorldClock(Platform& machine, std::uint64_t id_seed);

  Time now() override;
  /// Moves with `now`, but never back.
  Steady steady_now() override;
  void fill_random(std::span<unsigned char> bytes) override { machine_.fill_random(bytes); }
  void fill_random_for(Purpose purpose, std::span<unsigned char> bytes) override;
  bool repeats() const override { return true; }

  Mode mode() const { return state_.mode; }
  std::uint64_t id_seed() const { return id_seed_; }
  /// Lets time run from what it is, or stand.
  void run();
  void freeze();
  /// It is that time from now on, earlier or later.
  void set(Time at);
  /// So much time passes at once.
  void advance(Span by);

  State state() const { return state_; }
  /// Goes on as it was when the state was taken, apart from `steady_now`.
  void restore(State const& state);

 private:
  Platform& machine_;
  std::uint64_t const id_seed_;
  State state_;
  Steady steady_frozen_;             // where time stands
  Steady::duration steady_ahead_{};  // of the machine's, where time runs
};

}  // namespace orgd::sandbox
