// Runs cases through a door and tells how they went.
#pragma once

#include <string>

#include "door.hpp"

namespace conformance {

struct RunOptions {
  std::string filter{};  ///< only cases whose "theme: sentence" contains it
  bool slow = false;     ///< cases of hundreds of calls, too
};

/// Prints one line for each case and the totals at the end; returns the exit code.
int run_cases(Door& door, KeyPair const& bootstrap, RunOptions const& options);

void list_cases();

}  // namespace conformance
