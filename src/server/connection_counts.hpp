// What all loops of a listener count together. Connections come and go far less often than
// requests, so sharing these costs nothing.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace orgd {

struct ConnectionCounts {
  std::atomic<std::size_t> open = 0;
  std::atomic<std::uint64_t> accepted = 0;
  std::atomic<std::uint64_t> refused = 0;           ///< beyond the limit
  std::atomic<std::uint64_t> refused_requests = 0;  ///< malformed, too large, too slow
};

}  // namespace orgd
