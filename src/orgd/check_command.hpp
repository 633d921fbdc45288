// orgd check: whether a store is whole.
#pragma once

#include "orgd/operator_session.hpp"

namespace orgd {

/// Prints totals and problems. Throws std::runtime_error when there are problems.
void check_store(StoreDirectory const& store, Platform& platform, Output output);

}  // namespace orgd
