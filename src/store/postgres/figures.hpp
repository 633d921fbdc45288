// What the PostgreSQL driver counts, and what it shows of it. Each loop's pool and session write
// their own part; nothing here opens or decides anything.
#pragma once

#include "telemetry/counter.hpp"
#include "telemetry/metric.hpp"

namespace orgd {

/// Of one loop. Written by its thread.
struct alignas(64) PostgresLoopFigures {
  // As they are now; zero when the pool is gone.
  Counter limit;       ///< connections it may have
  Counter open;        ///< in whatever state
  Counter shared;      ///< kept for what travels together
  Counter idle;        ///< lent to nobody
  Counter connecting;  ///< being made
  Counter waiting;     ///< transactions that wait for one

  // So far.
  Counter connections_made;
  Counter connections_failed;
  Counter retries;
  Counter commits_found;    ///< commits whose answer was lost and that had taken place
  Counter commits_missing;  ///< and those that had not
  Counter commits_unknown;  ///< and those of which nobody could say

  void forget_pool() {
    for (auto* now : {&limit, &open, &shared, &idle, &connecting, &waiting}) now->set(0);
  }
};

using PostgresFigures = Shards<PostgresLoopFigures>;

std::span<MetricRow<PostgresFigures> const> postgres_metrics();

}  // namespace orgd
