// All that a world is at one time and can be again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "sandbox/clock.hpp"
#include "sandbox/image.hpp"
#include "sandbox/world_platform.hpp"

namespace orgd::sandbox {

struct Moment {
  Image image;
  WorldClock::State clock{};
  IdSource::Place ids{};
  WorldPlatform::Drawn drawn{};
  std::uint64_t seeds = 0;  ///< that it took beside the one it began with
};

using Snapshots = std::map<std::string, Moment, std::less<>>;

/// What is kept of a world; its fault rules and its journal are not.
struct WorldState {
  std::uint64_t id_seed = 1;  ///< what ids and secrets to come follow from
  Moment seed;                ///< what it began with
  Moment now;
  Snapshots snapshots{};
};

}  // namespace orgd::sandbox
