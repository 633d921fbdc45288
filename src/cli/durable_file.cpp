// write, fsync, rename.
#include "cli/durable_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace orgctl {
namespace {

std::unexpected<std::string> no_write(std::string_view path) {
  return std::unexpected(fmt::format("cannot write: {}: {}", path, std::strerror(errno)));
}

// The new name lasts, too.
bool sync_folder_of(std::string const& path) {
  auto folder = std::filesystem::path(path).parent_path().string();
  int const descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  // Some file systems have nothing to do for a folder, and say so.
  bool const synced = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL);
  if (descriptor >= 0) close(descriptor);
  return synced;
}

}  // namespace

DurableFile::DurableFile(int descriptor, std::string path)
    : descriptor_(descriptor), path_(std::move(path)) {}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

DurableFile& DurableFile::operator=(DurableFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

DurableFile::~DurableFile() {
  if (is_open()) close(descriptor_);
}

std::expected<DurableFile, std::string> DurableFile::open(std::string const& path) {
  int const descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return no_write(path);
  DurableFile file(descriptor, path);
  if (fchmod(descriptor, 0600) != 0) return no_write(path);
  return file;
}

std::expected<void, std::string> DurableFile::add(std::string_view text) {
  while (!text.empty()) {
    auto const written = write(descriptor_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return no_write(path_);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(descriptor_) != 0) return no_write(path_);
  return {};
}

std::expected<void, std::string> DurableFile::replace(std::string const& path,
                                                      std::string_view text) {
  std::string const next = path + ".next";
  unlink(next.c_str());
  auto file = open(next);
  if (!file) return std::unexpected(std::move(file.error()));
  if (auto written = file->add(text); !written) {
    unlink(next.c_str());
    return written;
  }
  if (std::rename(next.c_str(), path.c_str()) == 0 && sync_folder_of(path)) return {};
  auto problem = no_write(path);
  unlink(next.c_str());
  return problem;
}

}  // namespace orgctl
