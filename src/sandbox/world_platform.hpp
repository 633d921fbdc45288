// What the service of a world takes for the machine. Its randomness comes back, so that what is
// done again after a reset has the same ids and secrets as it had the first time.
#pragma once

#include <array>
#include <cstdint>

#include "sandbox/clock.hpp"
#include "security/platform.hpp"

namespace orgd::sandbox {

/// The world's time, and randomness that follows from a number, each purpose's by itself; that of
/// nonces and of nothing in particular is the machine's, for nobody can expect it. Each state of a
/// world has its own: a request that is still under way in a state that is gone draws from that
/// one. One thread's.
class WorldPlatform final : public Platform {
 public:
  static constexpr std::size_t purposes = 7;
  /// How often there was a draw for each purpose.
  using Drawn = std::array<std::uint64_t, purposes>;

  /// Goes on after what was drawn. `machine` and `clock` must outlive it.
  WorldPlatform(Platform& machine, WorldClock& clock, std::uint64_t id_seed, Drawn const& drawn)
      : machine_(machine), clock_(clock), id_seed_(id_seed), drawn_(drawn) {}

  std::chrono::system_clock::time_point now() override { return clock_.now(); }
  std::chrono::steady_clock::time_point steady_now() override { return clock_.steady_now(); }
  void fill_random(std::span<unsigned char> bytes) override { machine_.fill_random(bytes); }
  void fill_random_for(Purpose purpose, std::span<unsigned char> bytes) override;
  bool repeats() const override { return true; }

  Drawn const& drawn() const { return drawn_; }

 private:
  Platform& machine_;
  WorldClock& clock_;
  std::uint64_t const id_seed_;
  Drawn drawn_;
};

}  // namespace orgd::sandbox
