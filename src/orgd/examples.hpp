// The records that the API's documented examples name, for the demo alone.
#pragma once

#include "orgd/store_directory.hpp"

namespace orgd {

/// Adds what is missing of them. Idempotent; a deleted example organization comes back.
void ensure_examples(StoreDirectory const& store, Platform& platform);

}  // namespace orgd
