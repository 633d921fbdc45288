// A layer of SQLite's virtual file system over the usual one.
#include "test_disk.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <fstream>

#include "store/sqlite/connection.hpp"

namespace orgd {
namespace {

// The file underneath lies right behind it.
struct DiskFile {
  sqlite3_file base;
  TestDisk* disk;
  std::string* path;

  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

DiskFile& self(sqlite3_file* file) { return *reinterpret_cast<DiskFile*>(file); }

template <auto Method, class... A>
auto forward(sqlite3_file* file, A... arguments) {
  auto* const inner = self(file).inner();
  return (inner->pMethods->*Method)(inner, arguments...);
}

int close_file(sqlite3_file* file) {
  int const outcome = forward<&sqlite3_io_methods::xClose>(file);
  delete self(file).path;
  return outcome;
}

int write_file(sqlite3_file* file, void const* bytes, int size, sqlite3_int64 offset) {
  std::string const text(static_cast<char const*>(bytes), static_cast<std::size_t>(size));
  auto const at = static_cast<std::size_t>(offset);
  self(file).disk->change(*self(file).path, [text, at](std::string& content) {
    if (content.size() < at + text.size()) content.resize(at + text.size());
    content.replace(at, text.size(), text);
  });
  return forward<&sqlite3_io_methods::xWrite>(file, bytes, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  auto const length = static_cast<std::size_t>(size);
  self(file).disk->change(*self(file).path,
                          [length](std::string& content) { content.resize(length); });
  return forward<&sqlite3_io_methods::xTruncate>(file, size);
}

int sync_file(sqlite3_file* file, int flags) {
  if (self(file).disk->fails_syncs) return SQLITE_IOERR_FSYNC;
  self(file).disk->sync(*self(file).path);
  return forward<&sqlite3_io_methods::xSync>(file, flags);
}

int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  if (self(file).disk->is_full()) {
    errno = ENOSPC;
    return SQLITE_IOERR_SHMSIZE;
  }
  return forward<&sqlite3_io_methods::xShmMap>(file, page, size, extend, memory);
}

using M = sqlite3_io_methods;
constexpr M methods{.iVersion = 3,
                    .xClose = close_file,
                    .xRead = forward<&M::xRead>,
                    .xWrite = write_file,
                    .xTruncate = truncate_file,
                    .xSync = sync_file,
                    .xFileSize = forward<&M::xFileSize>,
                    .xLock = forward<&M::xLock>,
                    .xUnlock = forward<&M::xUnlock>,
                    .xCheckReservedLock = forward<&M::xCheckReservedLock>,
                    .xFileControl = forward<&M::xFileControl>,
                    .xSectorSize = forward<&M::xSectorSize>,
                    .xDeviceCharacteristics = forward<&M::xDeviceCharacteristics>,
                    .xShmMap = map_shared,
                    .xShmLock = forward<&M::xShmLock>,
                    .xShmBarrier = forward<&M::xShmBarrier>,
                    .xShmUnmap = forward<&M::xShmUnmap>,
                    .xFetch = forward<&M::xFetch>,
                    .xUnfetch = forward<&M::xUnfetch>};

sqlite3_vfs* usual_vfs = nullptr;

int open_file(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, int flags, int* opened) {
  auto& made = self(file);
  made.base.pMethods = nullptr;
  int const outcome = usual_vfs->xOpen(usual_vfs, name, made.inner(), flags, opened);
  if (!made.inner()->pMethods) return outcome;
  made.disk = static_cast<TestDisk*>(vfs->pAppData);
  made.path = new std::string(name ? name : "");
  made.base.pMethods = &methods;
  return outcome;
}

// What SQLite removes, a journal after its commit, is gone.
int delete_file(sqlite3_vfs* vfs, char const* name, int sync_directory) {
  static_cast<TestDisk*>(vfs->pAppData)->forget(name);
  return usual_vfs->xDelete(usual_vfs, name, sync_directory);
}

}  // namespace

TestDisk::TestDisk() {
  configure_sqlite();  // the list of disks is a use already
  usual_vfs = sqlite3_vfs_find(nullptr);
  vfs_ = std::make_unique<sqlite3_vfs>(*usual_vfs);
  vfs_->zName = "test_disk";
  vfs_->szOsFile = static_cast<int>(sizeof(DiskFile)) + usual_vfs->szOsFile;
  vfs_->pAppData = this;
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  sqlite3_vfs_register(vfs_.get(), 1);
}

TestDisk::~TestDisk() { sqlite3_vfs_unregister(vfs_.get()); }

void TestDisk::change(std::string const& path, Change change) {
  std::lock_guard const lock(mutex_);
  files_[path].unsynced.push_back(std::move(change));
}

void TestDisk::sync(std::string const& path) {
  std::lock_guard const lock(mutex_);
  auto& file = files_[path];
  for (auto const& one : file.unsynced) one(file.durable);
  file.unsynced.clear();
}

void TestDisk::forget(std::string const& path) {
  std::lock_guard const lock(mutex_);
  files_.erase(path);
}

void TestDisk::cut_power(std::filesystem::path const& into) const {
  std::lock_guard const lock(mutex_);
  std::filesystem::remove_all(into);
  std::filesystem::create_directory(into);
  for (auto const& [path, file] : files_)
    if (!path.empty())
      std::ofstream(into / std::filesystem::path(path).filename(), std::ios::binary)
          << file.durable;
}

}  // namespace orgd
