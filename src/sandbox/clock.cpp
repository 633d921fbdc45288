// Time as a distance from the machine's, or as a point where it stands.
#include "sandbox/clock.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace orgd::sandbox {

WorldClock::WorldClock(Platform& machine, std::uint64_t id_seed)
    : machine_(machine), id_seed_(id_seed) {}

WorldClock::Time WorldClock::now() {
  return state_.mode == Mode::frozen ? state_.frozen : machine_.now() + state_.ahead;
}

WorldClock::Steady WorldClock::steady_now() {
  return state_.mode == Mode::frozen ? steady_frozen_ : machine_.steady_now() + steady_ahead_;
}

void WorldClock::fill_random_for(Purpose purpose, std::span<unsigned char> bytes) {
  if (purpose == Purpose::other || purpose == Purpose::nonces) return machine_.fill_random(bytes);
  auto const place = static_cast<std::size_t>(purpose);
  // Who makes ids draws once and counts by itself, also when it begins again.
  std::uint64_t const drawn = purpose == Purpose::ids ? 0 : state_.drawn.at(place)++;
  std::array<std::uint64_t, 4> const from{id_seed_, place, drawn, 0};
  std::array<unsigned char, randombytes_SEEDBYTES> seed{};
  static_assert(sizeof from == sizeof seed);
  std::memcpy(seed.data(), from.data(), seed.size());
  randombytes_buf_deterministic(bytes.data(), bytes.size(), seed.data());
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

void WorldClock::advance(Span by) {
  state_.ahead += by;
  state_.frozen += by;
  auto const passed = std::max(by, Span{});
  steady_ahead_ += passed;
  steady_frozen_ += passed;
}

void WorldClock::restore(State const& state) {
  auto const steady = steady_now();
  state_ = state;
  steady_frozen_ = steady;
  steady_ahead_ = steady - machine_.steady_now();
}

}  // namespace orgd::sandbox
