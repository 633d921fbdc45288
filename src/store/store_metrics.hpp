// All that a store may show of itself, whatever kind of store it is: for documents.
#pragma once

#include <vector>

#include "telemetry/metric.hpp"

namespace orgd {

/// Each family once.
std::vector<MetricFamily> store_metric_families();

}  // namespace orgd
