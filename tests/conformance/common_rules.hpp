// Rules that hold for every answer of the API, whatever was asked: headers, media types, the form
// of JSON. They are looked at on each answer of a run and reported once.
#pragma once

#include <string>
#include <vector>

#include "door.hpp"

namespace conformance {

struct BrokenRule {
  std::string rule{};
  std::string example{};  ///< the request and status of the answer that broke it
};

/// What this answer breaks; nothing for answers outside the API's prefix.
std::vector<BrokenRule> broken_rules(RequestSpec const& request, Answer const& answer);

}  // namespace conformance
