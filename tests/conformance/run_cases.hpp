// Runs cases through a door and tells how they went.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "door.hpp"

namespace conformance {

struct RunOptions {
  std::string filter{};  ///< only cases whose "theme: sentence" contains it
  bool slow = false;     ///< cases of hundreds of calls, too
  /// What a run of all cases should have shown and did not, given the refusals that it saw;
  /// "" when nothing is missing.
  std::function<std::string(std::set<Refusal> const& refusals)> unseen{};
};

/// Prints one line for each case and the totals at the end; returns the exit code.
int run_cases(Door& door, KeyPair const& bootstrap, RunOptions const& options);

void list_cases();

}  // namespace conformance
