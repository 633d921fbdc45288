// The names under which operations are known, and which of them answer a list.
#pragma once

#include <string_view>
#include <vector>

#include "atlas/operation.hpp"

namespace orgd::sandbox {

/// Whether an operation, by its documented id, is known by that name: the same id, or the one in
/// current descriptions.
bool is_named(std::string_view documented_id, std::string_view name);

/// What operations of one name are: all versions together.
struct NamedOperation {
  bool known = false;
  bool list = false;  ///< one of them answers a list
  std::vector<std::string_view> methods{};
};
NamedOperation operation_named(std::string_view name);

/// The known name that one that is not was probably meant to be, or "".
std::string_view nearest_operation(std::string_view name);

}  // namespace orgd::sandbox
