// What took the place of a deprecated operation or version, and since when.
#pragma once

#include <string>

#include "atlas/operation.hpp"

namespace atlas {

/// The row that has this one's place: the next version of the operation itself, or the operation
/// that the row names. Null for what is not deprecated.
OperationInfo const* successor_of(OperationInfo const& info);

/// The day since which a row is deprecated that has this successor.
Version deprecated_since(OperationInfo const& info, OperationInfo const& successor);

/// The day on which the hosted service ends all that is deprecated.
inline constexpr Version sunset{std::chrono::year{2027}, std::chrono::July, std::chrono::day{1}};

/// "Wed, 4 Oct 2023 00:00:00 GMT": the hosted service pads no day.
std::string midnight_of(Version day);

}  // namespace atlas
