// The door through the command line: each request becomes a run of orgctl, its values as options.
#pragma once

#include <memory>
#include <string>

#include "door.hpp"

namespace conformance {

/// `orgctl` is the program's path; `plain` a door to the same server.
std::unique_ptr<Door> make_cli_door(std::unique_ptr<Door> plain, std::string orgctl);

}  // namespace conformance
