// What one event loop counts. Its thread writes, whoever is asked for metrics reads; a request
// costs three increments, no lock and no line of memory that another loop writes to.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <vector>

#include "store/failure_kind.hpp"
#include "telemetry/counter.hpp"
#include "telemetry/duration_histogram.hpp"

namespace orgd {

/// Answers by operation and status, and how long they took.
class RequestMetrics {
 public:
  /// `operations` of them, numbered from 0.
  explicit RequestMetrics(std::size_t operations) : operations_(operations) {}

  void count(std::size_t operation, int status, std::chrono::nanoseconds spent) {
    Operation& counted = operations_[operation];
    counted.answers[slot_of(status)].add();
    counted.durations.count(spent);
  }

  using VisitAnswers = std::function<void(std::size_t operation, int status, std::uint64_t count)>;
  /// Status 0 stands for all that found no place.
  void each(VisitAnswers const& visit) const;
  void add_durations(std::size_t operation, DurationTotals& totals) const {
    operations_[operation].durations.add_to(totals);
  }

 private:
  // Statuses take places as they first occur, so that the usual one is found first.
  static constexpr std::size_t places = 32;
  static constexpr std::size_t last = places - 1;
  struct Operation {
    std::array<Counter, places> answers;
    DurationHistogram durations;
  };

  std::size_t slot_of(int status) {
    auto const wanted = static_cast<std::uint64_t>(status);
    for (std::size_t at = 0; at < last; ++at) {
      if (statuses_[at].value() == 0) statuses_[at].set(wanted);
      if (statuses_[at].value() == wanted) return at;
    }
    return last;
  }

  std::array<Counter, places> statuses_;
  std::vector<Operation> operations_;
};

/// What became of look-ups in one of a loop's caches.
struct CacheMetrics {
  Counter hits;
  Counter misses;
  Counter stale;    ///< found, but no longer what they were
  Counter entries;  ///< as they are now
};

struct alignas(64) LoopMetrics {
  explicit LoopMetrics(std::size_t operations) : requests(operations) {}

  RequestMetrics requests;
  CacheMetrics callers;
  CacheMetrics lists;
  std::array<Counter, failure_kind_names.size()> store_errors;  ///< by FailureKind
};

}  // namespace orgd
