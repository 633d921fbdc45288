// Numbers of JSON that no machine type holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas::detail {

struct ReadableNumbers {
  std::string json{};
  std::vector<std::string> replaced{};  ///< as they were written, in their order
};

/// The document with 0.5 in place of every number that is not an int64_t. Nothing when a number is
/// malformed; whatever else is wrong stays wrong.
std::optional<ReadableNumbers> with_readable_numbers(std::string_view json);

}  // namespace atlas::detail
