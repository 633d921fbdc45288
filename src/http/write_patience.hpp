// How long a client may take to read its answer.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace orgd {

/// How long the next bytes of an answer may wait for their reader: `timeout` for any of them, and
/// for the whole answer `timeout` and what it takes at `least_rate` bytes a second. Whoever reads a
/// byte now and then holds an answer's memory no longer than that. Not above zero: too slow
/// already.
constexpr std::chrono::milliseconds write_patience(std::chrono::milliseconds timeout,
                                                   std::size_t least_rate,
                                                   std::chrono::milliseconds since_begin,
                                                   std::size_t sent) {
  std::chrono::milliseconds const earned(sent * 1000 / std::max<std::size_t>(least_rate, 1));
  return std::min(timeout, timeout + earned - since_begin);
}

}  // namespace orgd
