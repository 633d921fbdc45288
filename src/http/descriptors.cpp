// Asking for and counting on descriptors.
#include "http/descriptors.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

namespace orgd {

DescriptorPlan plan_descriptors(std::size_t connections, std::size_t others,
                                std::uint64_t soft_limit, std::uint64_t hard_limit) {
  std::uint64_t const needed = std::uint64_t{connections} + others;
  std::uint64_t const had = std::max(soft_limit, std::min(needed, hard_limit));
  if (had >= needed) return {had, connections};
  return {had, had > others ? static_cast<std::size_t>(had - others) : 1};
}

std::size_t allow_connections(std::size_t connections, std::size_t others) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  auto const plan = plan_descriptors(connections, others, limit.rlim_cur, limit.rlim_max);
  limit.rlim_cur = plan.soft_limit;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (plan.connections < connections)
    fmt::print(stderr,
               "orgd: max_connections is {} instead of {}: the process may open {} files, {} of "
               "them for other things; raise the limit (ulimit -Hn, LimitNOFILE=)\n",
               plan.connections, connections, plan.soft_limit, others);
  return plan.connections;
}

}  // namespace orgd
