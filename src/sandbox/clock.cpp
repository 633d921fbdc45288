// Time as a distance from the machine's, or as a point where it stands.
#include "sandbox/clock.hpp"

#include <algorithm>

namespace orgd::sandbox {

WorldClock::WorldClock(Platform& machine) : machine_(machine) {}

// A clock that runs stands when it comes to the end.
WorldClock::Time WorldClock::now() { return std::clamp(unbounded(), earliest, latest); }

WorldClock::Time WorldClock::unbounded() {
  return state_.mode == Mode::frozen ? state_.frozen : machine_.now() + state_.ahead;
}

WorldClock::Steady WorldClock::steady_now() {
  return state_.mode == Mode::frozen ? steady_frozen_ : machine_.steady_now() + steady_ahead_;
}

void WorldClock::run() {
  if (state_.mode == Mode::real) return;
  state_.ahead = state_.frozen - machine_.now();
  steady_ahead_ = steady_frozen_ - machine_.steady_now();
  state_.mode = Mode::real;
}

void WorldClock::freeze() {
  if (state_.mode == Mode::frozen) return;
  state_.frozen = now();
  steady_frozen_ = steady_now();
  state_.mode = Mode::frozen;
}

void WorldClock::set(Time at) { advance(at - now()); }

// Time that ran on behind the end has not passed.
void WorldClock::advance(Span by) {
  auto const behind_end = std::max(unbounded() - latest, Span{});
  state_.ahead += by - behind_end;
  state_.frozen += by - behind_end;
  auto const passed = std::max(by, Span{});
  steady_ahead_ += passed;
  steady_frozen_ += passed;
}

void WorldClock::restore(State const& state) {
  state_ = state;
  steady_frozen_ = machine_.steady_now();
  steady_ahead_ = {};
}

}  // namespace orgd::sandbox
