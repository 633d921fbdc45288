// One kind of database after the other.
#include "store/store_metrics.hpp"

#include "store/postgres/figures.hpp"
#include "store/sqlite/metrics.hpp"

namespace orgd {

std::vector<MetricFamily> store_metric_families() {
  std::vector<MetricFamily> families;
  append_families(families, sqlite_metrics());
  append_families(families, postgres_metrics());
  return families;
}

}  // namespace orgd
