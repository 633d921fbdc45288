// Copies of a store on one machine, and the way back. Each throws std::runtime_error with a message
// for people.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

/// Copies the database, beside a running server, into a file (mode 0600) that must not exist, and
/// verifies it. The key is not in it.
void back_up(StoreDirectory const& store, Platform& platform, std::filesystem::path const& to,
             Output output);

struct RestoreWanted {
  std::filesystem::path from{};
  std::optional<std::filesystem::path> key_file{};  ///< instead of one that is in the directory
};

/// Makes the store's directory from a backup and its key, in one step.
void restore(RestoreWanted const& wanted, StoreDirectory::Options const& options,
             Platform& platform, Output output);

}  // namespace orgd
