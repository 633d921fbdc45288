// The file holds allocated blocks, not a hole.
#include "orgd/reserve.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace orgd {
namespace {

constexpr off_t reserve_bytes = off_t{4} << 20U;
constexpr unsigned long long plenty_bytes = 16ULL << 20U;

bool has_plenty(std::filesystem::path const& directory) {
  struct statvfs disk{};
  return ::statvfs(directory.c_str(), &disk) == 0 && disk.f_bavail * disk.f_frsize >= plenty_bytes;
}

bool is_held(std::filesystem::path const& file) {
  constexpr off_t block = 512;
  struct stat found{};
  return ::stat(file.c_str(), &found) == 0 && found.st_blocks * block >= reserve_bytes;
}

}  // namespace

Reserve::Reserve(std::filesystem::path const& directory) : file_(directory / "reserve") {}

bool Reserve::give_up() noexcept { return ::unlink(file_.c_str()) == 0; }

void Reserve::renew() noexcept {
  if (is_held(file_) || !has_plenty(file_.parent_path())) return;
  int const descriptor = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  bool const held = ::posix_fallocate(descriptor, 0, reserve_bytes) == 0;
  ::close(descriptor);
  if (!held) give_up();
}

}  // namespace orgd
