// Files that only their owner may read, and that hold what was written when power goes.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace orgctl {

class DurableFile {
 public:
  DurableFile() = default;
  DurableFile(DurableFile&& other) noexcept;
  DurableFile& operator=(DurableFile&& other) noexcept;
  ~DurableFile();

  /// Opens for adding at the end; makes it when it is not there, and private in either case.
  static std::expected<DurableFile, std::string> open(std::string const& path);

  /// Puts a file of this text in the place of `path`, in one step.
  static std::expected<void, std::string> replace(std::string const& path, std::string_view text);

  /// On disk when it returns without an error.
  std::expected<void, std::string> add(std::string_view text);

  bool is_open() const { return descriptor_ >= 0; }

 private:
  DurableFile(int descriptor, std::string path);

  int descriptor_ = -1;
  std::string path_{};
};

}  // namespace orgctl
