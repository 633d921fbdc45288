// What worlds begin with: an empty store, and what a seed puts into one.
#pragma once

#include <functional>

#include "sandbox/worlds.hpp"
#include "store/database.hpp"

namespace orgd::sandbox {

/// The state that `from` becomes by a write, which is run outside every world at once. The errors
/// are the write's.
Result<Moment> grown(Moment const& from, Work const& write);

/// Whether a key or a service account of that name may call a store.
bool has_credential(Image const& image, std::string_view name);

}  // namespace orgd::sandbox
