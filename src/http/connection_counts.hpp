// What all loops of a listener count together. Connections come and go far less often than
// requests, so sharing these costs nothing.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace orgd {

struct ConnectionCounts {
  std::atomic<std::size_t> open = 0;
  std::atomic<std::size_t> lingering = 0;  ///< have their last answer, and are not open any more
  std::atomic<std::uint64_t> accepted = 0;
  std::atomic<std::uint64_t> refused = 0;           ///< beyond the limit
  std::atomic<std::uint64_t> displaced = 0;         ///< idle ones closed to make room for others
  std::atomic<std::uint64_t> slow_readers = 0;      ///< did not read their answer in time
  std::atomic<std::uint64_t> accept_failures = 0;   ///< attempts, for want of descriptors or memory
  std::atomic<std::uint64_t> refused_requests = 0;  ///< malformed, too large, too slow
  std::atomic<std::size_t> body_bytes = 0;          ///< held by the bodies of requests
  std::atomic<std::uint64_t> refused_bodies = 0;    ///< for which there was no room
  std::atomic<std::size_t> answer_bytes = 0;        ///< held by large answers until they are sent
  std::atomic<std::uint64_t> refused_answers = 0;   ///< for which there was no room
};

}  // namespace orgd
