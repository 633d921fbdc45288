// What a whole run of the cases did not show although the catalogues have it.
#pragma once

#include <set>
#include <string>

#include "door.hpp"

namespace conformance {

/// A line for each code of the catalogue, each code of a row and each type of event that should
/// have been seen and was not, or that was seen although no row has it or it is listed as out of
/// reach, and for each difference of fidelity without its case;
/// "" when there is none.
std::string unseen(std::set<Refusal> const& refusals, std::set<std::string> const& event_types);

}  // namespace conformance
