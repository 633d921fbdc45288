// Modes are judged when a file is used, because it may have been copied since it was made.
#include "security/private_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace orgd {

void require_private(std::filesystem::path const& file) {
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0 || found.st_uid != ::geteuid()) return;
  if ((found.st_mode & (S_IRWXG | S_IRWXO)) == 0) return;
  throw std::runtime_error(
      fmt::format("the key file {} can be used by other users of this machine (mode {:04o}): chmod "
                  "600 {}",
                  file.string(), found.st_mode & 07777U, file.string()));
}

std::string openness_of(std::filesystem::path const& path) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0 || (found.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return fmt::format("{} can be used by other users of this machine (mode {:04o}): chmod {} {}",
                     path.string(), found.st_mode & 07777U, S_ISDIR(found.st_mode) ? 700 : 600,
                     path.string());
}

void create_private_file(std::filesystem::path const& file, std::string_view text) {
  auto const fail = [&](std::string_view what) {
    throw std::system_error(errno, std::generic_category(),
                            fmt::format("cannot {} {}", what, file.string()));
  };
  int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) fail("create");
  bool fine = true;
  while (fine && !text.empty()) {
    auto const written = ::write(descriptor, text.data(), text.size());
    fine = written > 0;
    if (fine) text.remove_prefix(static_cast<std::size_t>(written));
  }
  fine = fine && ::fsync(descriptor) == 0;
  int const reason = errno;
  ::close(descriptor);
  errno = reason;
  if (!fine) fail("write");
}

void sync_to_disk(std::filesystem::path const& path) {
  int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  bool const synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  int const reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced)
    throw std::runtime_error(fmt::format("cannot write {} to the disk: {}", path.string(),
                                         std::generic_category().message(reason)));
}

}  // namespace orgd
