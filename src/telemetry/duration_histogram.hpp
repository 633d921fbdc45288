// How many requests took how long, in fixed steps. One thread counts, any may read.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

#include "telemetry/counter.hpp"

namespace orgd {

/// The longest durations of the buckets, in rising order; one more bucket holds all that took
/// longer. From a read that the memory answers to a client that has given up.
inline constexpr std::array<std::chrono::nanoseconds, 16> duration_bounds = [] {
  using std::chrono::microseconds;
  return std::array<std::chrono::nanoseconds, 16>{
      microseconds(100),       microseconds(250),       microseconds(500),
      microseconds(1'000),     microseconds(2'500),     microseconds(5'000),
      microseconds(10'000),    microseconds(25'000),    microseconds(50'000),
      microseconds(100'000),   microseconds(250'000),   microseconds(500'000),
      microseconds(1'000'000), microseconds(2'500'000), microseconds(5'000'000),
      microseconds(10'000'000)};
}();

/// Numbers of a histogram, or of the sum of several.
struct DurationTotals {
  std::array<std::uint64_t, duration_bounds.size() + 1> buckets{};  ///< each alone
  std::chrono::nanoseconds sum{};
  bool operator==(DurationTotals const&) const = default;
};

class DurationHistogram {
 public:
  void count(std::chrono::nanoseconds spent) {
    // Few steps: nearly every request ends in the first bucket.
    std::size_t at = 0;
    while (at < duration_bounds.size() && spent > duration_bounds[at]) ++at;
    buckets_[at].add();
    sum_.add(static_cast<std::uint64_t>(std::max(spent, std::chrono::nanoseconds(0)).count()));
  }
  void add_to(DurationTotals& totals) const {
    for (std::size_t i = 0; i < buckets_.size(); ++i) totals.buckets[i] += buckets_[i].value();
    totals.sum += std::chrono::nanoseconds(sum_.value());
  }

 private:
  std::array<Counter, duration_bounds.size() + 1> buckets_;
  Counter sum_;  // nanoseconds
};

}  // namespace orgd
