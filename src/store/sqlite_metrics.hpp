// What a SQLite store shows of itself.
#pragma once

#include <span>

#include "store/metric.hpp"
#include "store/sqlite_writer.hpp"

namespace orgd {

std::span<MetricRow<SqliteStats> const> sqlite_metrics();

}  // namespace orgd
