// A world's own time, which can be kept and come back.
#pragma once

#include <chrono>
#include <cstdint>

#include "security/platform.hpp"

namespace orgd::sandbox {

/// Its time runs with the machine's or stands still, and can be moved between the two ends. One
/// thread's.
class WorldClock {
 public:
  using Time = std::chrono::system_clock::time_point;
  using Steady = std::chrono::steady_clock::time_point;
  using Span = std::chrono::system_clock::duration;
  /// Seconds since 1970 fit into an id's eight digits, and so do those of all that a world dates
  /// ahead of its time.
  static constexpr Time earliest{};
  static constexpr Time latest =
      std::chrono::sys_days(std::chrono::year(2100) / 1 / 1) - std::chrono::seconds(1);
  enum class Mode : std::uint8_t { real, frozen };

  /// What a snapshot keeps of it.
  struct State {
    Mode mode = Mode::real;
    Span ahead{};   ///< of the machine's clock, where time runs
    Time frozen{};  ///< the time, where it stands
    bool operator==(State const&) const = default;
  };

  /// The machine's time. `machine` must outlive it.
  explicit WorldClock(Platform& machine);

  Time now();
  /// Moves with `now`, but never back until the clock is restored.
  Steady steady_now();

  Mode mode() const { return state_.mode; }
  /// Lets time run from what it is, or stand.
  void run();
  void freeze();
  /// It is that time from now on, earlier or later.
  void set(Time at);
  /// So much time passes at once.
  void advance(Span by);

  State state() const { return state_; }
  /// Goes on as it was when the state was taken. Only `steady_now` begins anew, or it would run
  /// away from the time for ever: whatever has counted in it must be gone.
  void restore(State const& state);

 private:
  Time unbounded();

  Platform& machine_;
  State state_;
  Steady steady_frozen_;             // where time stands
  Steady::duration steady_ahead_{};  // of the machine's, where time runs
};

}  // namespace orgd::sandbox
