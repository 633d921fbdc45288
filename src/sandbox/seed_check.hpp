// Whether the parts of a seed fit together, and into a store.
#pragma once

#include "sandbox/seed_error.hpp"
#include "sandbox/seed_file.hpp"
#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd::sandbox {

/// Of a completed seed: what stands twice, names nobody has, what excludes each other, and what a
/// server limits.
SeedErrors faults_of_seed(SeedFile const& completed, Limits const& limits, store::Seconds now);

/// Of the same, once it has no faults: what the store has already.
Task<SeedErrors> clashes_of_seed(Transaction& tx, SeedFile const& completed, Limits const& limits);

}  // namespace orgd::sandbox
