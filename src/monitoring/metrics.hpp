// All metrics of the server, by name: what there is, and their text as it stands now.
#pragma once

#include <string>
#include <vector>

#include "http/http_listener.hpp"
#include "monitoring/readiness.hpp"
#include "service/environment.hpp"

namespace orgd {

/// Where the numbers come from.
struct Watched {
  Environment const& environment;
  Database const& database;
  HttpListener const& serving;
  Readiness const& readiness;
};

/// In Prometheus's text format. From every thread.
std::string metrics_text(Watched const& watched);

/// Every family that the text may hold, whatever the store.
std::vector<MetricFamily> metric_families();

/// docs/metrics.md.
std::string metrics_document();

}  // namespace orgd
