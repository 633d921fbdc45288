// Where the worlds of a sandbox outlive it.
#pragma once

#include <filesystem>

#include "security/vault.hpp"

namespace orgd {

/// Takes the directory for this process until it ends, and makes it where it is missing. Returns
/// its key, which is that of a store's directory, and new in a new one. Throws std::runtime_error
/// with a message for people when another process has it, or when it has something else in it.
Vault::Key take_sandbox_directory(std::filesystem::path const& directory, Platform& platform);

}  // namespace orgd
