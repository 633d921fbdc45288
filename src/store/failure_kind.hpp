// The kinds of failures that a store can have, for those who count them or tell them apart. Drivers
// say which one it was; nobody above them reads a driver's codes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace orgd {

enum class FailureKind : std::uint8_t {
  other,
  overload,       ///< too many wait
  unavailable,    ///< it is there and cannot serve: read-only, broken
  disk_full,      ///< no space, a quota, or a limit on the size of files
  moved,          ///< its files were removed or replaced under the server
  connection,     ///< it is not there
  serialization,  ///< it could not be run beside others
  deadlock,
  lock_timeout,
  statement_timeout,
  unknown_commit,  ///< nobody can say whether it was committed
};

/// By FailureKind.
inline constexpr std::array<std::string_view, 11> failure_kind_names{
    "other",         "overload", "unavailable",  "disk_full",         "moved",         "connection",
    "serialization", "deadlock", "lock_timeout", "statement_timeout", "unknown_commit"};

constexpr std::string_view kind_name(FailureKind kind) {
  return failure_kind_names[static_cast<std::size_t>(kind)];
}

}  // namespace orgd
