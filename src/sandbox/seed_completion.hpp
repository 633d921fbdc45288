// What a seed file leaves out: ids, keys and secrets that follow from a number and the place in the
// file, dates, accounts of active people, and the organizations that are only counted.
#pragma once

#include <cstdint>

#include "sandbox/seed_file.hpp"
#include "store/rows.hpp"

namespace orgd::sandbox {

/// The organizations of `generate` stand behind the others, and who is named by organizations alone
/// behind the people. Secrets stay as they were given: in the clear, or as they are stored. Done
/// twice, it changes nothing more.
SeedFile complete_seed(SeedFile file, std::uint64_t id_seed, store::Seconds now);

/// More organizations, people and projects are not generated at once.
inline constexpr std::int64_t most_generated = 200'000;

}  // namespace orgd::sandbox
