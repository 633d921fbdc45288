// A store is there once its database has its name; everything before that can be thrown away.
#include "orgd/store_place.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "orgd/store_directory.hpp"
#include "security/private_file.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view workshop_prefix = ".init-";
// A key may be there before its store; mkfs makes the last one.
constexpr std::array<std::string_view, 3> harmless{"secret.key", "demo.key", "lost+found"};

bool is_workshop(fs::path const& path) {
  return path.filename().native().starts_with(workshop_prefix);
}

}  // namespace

DirectoryLock::DirectoryLock(fs::path const& directory)
    : descriptor_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  int const reason = errno;
  if (descriptor_ >= 0) ::close(descriptor_);
  if (reason == EWOULDBLOCK)
    throw std::runtime_error(
        fmt::format("another orgd serves the store in {}, or makes it; stop that one first",
                    directory.string()));
  throw std::runtime_error(fmt::format("cannot lock {}: {}", directory.string(),
                                       std::generic_category().message(reason)));
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void StorePlace::require_empty(fs::path const& directory) {
  for (auto const& entry : fs::directory_iterator(directory)) {
    auto const& path = entry.path();
    bool const known = std::ranges::find(harmless, path.filename().native()) != harmless.end();
    if (!known && !is_workshop(path))
      throw std::runtime_error(
          fmt::format("{} exists and is not empty; a new store needs a directory of its own",
                      directory.string()));
  }
}

bool StorePlace::make_directory(fs::path const& directory, Beside beside) {
  bool const missing = !fs::exists(directory);
  if (!missing && beside == Beside::nothing) require_empty(directory);
  StoreDirectory::make(directory);
  return missing;
}

StorePlace::StorePlace(fs::path directory, Beside beside)
    : directory_(std::move(directory)),
      made_(make_directory(directory_, beside)),
      lock_(directory_) {
  // Once more: whoever had the lock may have finished.
  if (beside == Beside::nothing) require_empty(directory_);
  sweep();
  std::string name = (directory_ / workshop_prefix).string() + "XXXXXX";
  if (!::mkdtemp(name.data()))
    throw std::runtime_error(fmt::format("cannot write to {}: {}", directory_.string(),
                                         std::generic_category().message(errno)));
  workshop_ = name;
}

StorePlace::~StorePlace() {
  if (finished_) return;
  std::error_code ignored;
  fs::remove_all(workshop_, ignored);
  if (made_) fs::remove(directory_, ignored);
}

void StorePlace::sweep() const {
  std::vector<fs::path> left;
  for (auto const& entry : fs::directory_iterator(directory_))
    if (is_workshop(entry.path())) left.push_back(entry.path());
  for (auto const& path : left) fs::remove_all(path);
}

void StorePlace::finish() {
  if (finished_) return;
  auto const database = StoreDirectory::database_file(workshop_);
  // The last to close a database empties its log into it, if the disk takes it.
  if (fs::exists(database.string() + "-wal"))
    throw std::runtime_error("the disk refuses to write the new store");
  std::vector<fs::path> files;
  for (auto const& entry : fs::directory_iterator(workshop_)) files.push_back(entry.path());
  for (auto const& file : files) sync_to_disk(file);
  // Behind all others: with it there is a store.
  std::ranges::stable_partition(files, [&](fs::path const& file) { return file != database; });
  for (auto const& file : files) {
    if (file == database) sync_to_disk(directory_);
    fs::rename(file, directory_ / file.filename());
  }
  finished_ = true;
  sync_to_disk(directory_);
  fs::remove(workshop_);
  auto const parent = fs::absolute(directory_).parent_path();
  if (made_) sync_to_disk(parent);
}

}  // namespace orgd
