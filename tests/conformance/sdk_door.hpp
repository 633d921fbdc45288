// The door through the client library: each request becomes a call of the documented method with
// typed arguments, and its typed answer must say all that the bytes said.
#pragma once

#include <memory>

#include "door.hpp"

namespace conformance {

/// `plain` is a door to the same server, for what no client library does. Requests that typed
/// arguments cannot express skip with a reason.
std::unique_ptr<Door> make_sdk_door(std::unique_ptr<Door> plain);

}  // namespace conformance
