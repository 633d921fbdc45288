// The door to several servers on one store, as a client behind a balancer meets them: the challenge
// comes from one of them, its answer goes to another, and the next request goes to yet another.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "door.hpp"

namespace conformance {

/// `public_url` is what all of them were told that links begin with; `shares_replays` whether each
/// knows the nonces that the others have seen used.
std::unique_ptr<Door> make_spread_door(std::vector<std::unique_ptr<Door>> nodes,
                                       std::string public_url, bool shares_replays);

}  // namespace conformance
