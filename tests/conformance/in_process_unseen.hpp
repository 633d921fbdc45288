// What a whole run of the cases did not show although the catalogues have it.
#pragma once

#include <set>
#include <string>

namespace conformance {

/// A line for each code and each type of event that should have been seen and was not, or that was
/// seen although it is listed as out of reach; "" when there is none.
std::string unseen(std::set<std::string> const& codes, std::set<std::string> const& event_types);

}  // namespace conformance
