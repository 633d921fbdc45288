// The real clock, randomness and object ids.
#include "security/platform.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace orgd {

std::chrono::system_clock::time_point SystemPlatform::now() {
  return std::chrono::system_clock::now();
}

std::chrono::steady_clock::time_point SystemPlatform::steady_now() {
  return std::chrono::steady_clock::now();
}

void SystemPlatform::fill_random(std::span<unsigned char> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

IdSource::IdSource(Platform& platform) : platform_(platform) {
  std::array<unsigned char, 5> bytes{};
  platform_.fill_random_for(Purpose::ids, bytes);
  for (unsigned char byte : bytes) process_ += fmt::format("{:02x}", byte);
}

std::string IdSource::next() {
  auto const now = std::chrono::floor<std::chrono::seconds>(platform_.now());
  std::lock_guard const lock(mutex_);
  // A clock that steps back must not make a later id sort before an earlier one.
  long long const second = std::max<long long>(now.time_since_epoch().count(), last_second_);
  if (second != last_second_) counter_ = 0;
  if (counter_ > 0xffffff) {
    counter_ = 0;
    ++last_second_;
  } else {
    last_second_ = second;
  }
  return fmt::format("{:08x}{}{:06x}", last_second_, process_, counter_++);
}

IdSource::Place IdSource::place() const {
  std::lock_guard const lock(mutex_);
  return {last_second_, counter_};
}

void IdSource::go_on_from(Place const& place) {
  std::lock_guard const lock(mutex_);
  last_second_ = place.second;
  counter_ = place.count;
}

}  // namespace orgd
