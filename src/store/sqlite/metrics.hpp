// What a SQLite store shows of itself.
#pragma once

#include <span>

#include "store/sqlite/writer.hpp"
#include "telemetry/metric.hpp"

namespace orgd {

std::span<MetricRow<SqliteStats> const> sqlite_metrics();

}  // namespace orgd
