// Reading what a loop has counted while it counts on.
#include "service/loop_metrics.hpp"

namespace orgd {

void RequestMetrics::each(VisitAnswers const& visit) const {
  for (std::size_t operation = 0; operation < operations_.size(); ++operation)
    for (std::size_t at = 0; at < places; ++at)
      if (auto const count = operations_[operation].answers[at].value(); count > 0)
        visit(operation, static_cast<int>(statuses_[at].value()), count);
}

}  // namespace orgd
