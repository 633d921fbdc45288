// A few MiB of the store's disk, held back for the day on which it is full: to open, SQLite needs
// room for the shared memory of its log, and without it not even reads of what is there would be
// served.
#pragma once

#include <filesystem>

namespace orgd {

class Reserve {
 public:
  explicit Reserve(std::filesystem::path const& directory);

  /// Gives the room to whoever asks first. False when there was none.
  bool give_up() noexcept;
  /// Takes it again once the disk has much more than that. Not being able to is no failure.
  void renew() noexcept;

 private:
  std::filesystem::path const file_;
};

}  // namespace orgd
