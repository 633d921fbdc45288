// The process's limit of open files, which bounds the connections that it can serve.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orgd {

/// What can be had of `connections` connections beside `others` descriptors.
struct DescriptorPlan {
  std::uint64_t soft_limit;  ///< to set
  std::size_t connections;   ///< at least 1
};
DescriptorPlan plan_descriptors(std::size_t connections, std::size_t others,
                                std::uint64_t soft_limit, std::uint64_t hard_limit);

/// Raises the soft limit as far as `connections` need it and the hard one lets it; tells how many
/// connections there can be. Says on standard error when they are fewer.
std::size_t allow_connections(std::size_t connections, std::size_t others);

}  // namespace orgd
