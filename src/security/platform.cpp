// The real clock, randomness and object ids.
#include "security/platform.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace orgd {

static_assert(IdSource::kinds == static_cast<std::size_t>(IdKind::factor) + 1);
static_assert(IdSource::kinds <= 16);

std::chrono::system_clock::time_point SystemPlatform::now() {
  return std::chrono::system_clock::now();
}

std::chrono::steady_clock::time_point SystemPlatform::steady_now() {
  return std::chrono::steady_clock::now();
}

void SystemPlatform::fill_random(std::span<unsigned char> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

IdSource::IdSource(Platform& platform) : platform_(platform), counts_on_(platform.repeats()) {
  std::array<unsigned char, 5> bytes{};
  platform_.fill_random_for(Purpose::ids, bytes);
  for (unsigned char byte : bytes) process_ += fmt::format("{:02x}", byte);
}

std::string IdSource::next(IdKind kind) {
  constexpr unsigned most = 0xfffff;
  auto const now = std::chrono::floor<std::chrono::seconds>(platform_.now());
  auto const digit = static_cast<std::size_t>(kind);
  std::lock_guard const lock(mutex_);
  Count& count = place_.at(digit);
  // A clock that steps back must not make a later id sort before an earlier one, nor must a count
  // that begins again.
  long long const second = std::max<long long>(now.time_since_epoch().count(), count.second);
  bool const begins = second != count.second && !counts_on_;
  count.second = second;
  if (begins) count.next = 0;
  if (count.next > most) {
    count.next = 0;
    ++count.second;
  }
  return fmt::format("{:08x}{}{:x}{:05x}", count.second, process_, digit, count.next++);
}

IdSource::Place IdSource::place() const {
  std::lock_guard const lock(mutex_);
  return place_;
}

void IdSource::go_on_from(Place const& place) {
  std::lock_guard const lock(mutex_);
  place_ = place;
}

}  // namespace orgd
