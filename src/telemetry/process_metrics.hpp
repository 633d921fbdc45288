// What the kernel knows of this process, under the names that monitors expect.
#pragma once

#include <span>

#include "telemetry/metric.hpp"

namespace orgd {

/// One look at the process.
struct ProcessFigures {
  double cpu_seconds;
  double start_time;  ///< seconds since 1970
  double resident_bytes;
  double virtual_bytes;
  double open_files;
  double max_files;
  double threads;
};

ProcessFigures process_figures();

std::span<MetricRow<ProcessFigures> const> process_metrics();

}  // namespace orgd
