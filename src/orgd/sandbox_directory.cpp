// What is there is judged before anything is changed: the directory may be somebody's home.
#include "orgd/sandbox_directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "orgd/store_directory.hpp"
#include "orgd/store_place.hpp"
#include "security/private_file.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

bool holds_only_a_sandbox(fs::path const& directory) {
  auto const belongs = [&](fs::directory_entry const& entry) {
    auto const& path = entry.path();
    auto const name = path.filename();
    // mkfs makes the last one.
    return path == StoreDirectory::key_file(directory) || name == "worlds" || name == "images" ||
           name == "lost+found";
  };
  return std::ranges::all_of(fs::directory_iterator(directory), belongs);
}

}  // namespace

Vault::Key take_sandbox_directory(fs::path const& directory, Platform& platform) {
  auto const key = StoreDirectory::key_file(directory);
  bool const has_worlds = fs::exists(directory / "worlds");
  if (fs::exists(directory) && !(fs::is_directory(directory) && holds_only_a_sandbox(directory)))
    throw std::runtime_error(fmt::format(
        "{} has something else in it; a sandbox needs a directory of its own", directory.string()));
  if (has_worlds && !fs::exists(key))
    throw std::runtime_error(fmt::format(
        "the key of the worlds in {} is missing: bring back {}, or remove the directory",
        directory.string(), key.string()));
  StoreDirectory::make(directory);
  DirectoryLock(directory).keep();
  if (!fs::exists(key)) return Vault::create(key, platform);
  require_private(key);
  return Vault::load(key);
}

}  // namespace orgd
