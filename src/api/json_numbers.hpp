// Numbers of JSON that no machine type holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace atlas::detail {

/// The document with every number that is not an int64_t replaced by 0.5: to us such numbers are
/// all alike. Nothing when a number is malformed; whatever else is wrong stays wrong.
std::optional<std::string> with_readable_numbers(std::string_view json);

}  // namespace atlas::detail
