// The rows of worlds, seeds, snapshots and clocks.
#pragma once

#include "sandbox/control.hpp"

namespace orgd::sandbox::control {

void bind_worlds(ControlTable& table);

/// Does what is asked to a clock, or nothing: VALIDATION_ERROR for a span that is none, and for a
/// time before 1970 or after 2099.
Result<Done> move_clock(WorldClock& clock, ClockRequest const& wanted);

}  // namespace orgd::sandbox::control
