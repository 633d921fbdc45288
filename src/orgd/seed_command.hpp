// Fills a store with organizations to try things out on. Throws std::runtime_error with a message
// for people.
#pragma once

#include <filesystem>

#include "orgd/operator_session.hpp"
#include "orgd/seed.hpp"

namespace orgd {

struct SeedCommand {
  SeedWanted wanted{.members = 0, .keys = 0};  ///< 0: one for each organization
  bool add = false;                            ///< to what the store has already
  std::filesystem::path credentials{};         ///< gets all owners' keys, unless it is empty
};

/// Makes the store if there is none, fills it, and prints the way into its first organization.
void seed_store(StoreDirectory::Options options, SeedCommand const& command, Platform& platform,
                Output output);

}  // namespace orgd
