// Each draw follows from the world's number, what it is for and how many there were before it.
#include "sandbox/world_platform.hpp"

#include <sodium.h>

#include <cstring>

namespace orgd::sandbox {

static_assert(WorldPlatform::purposes == static_cast<std::size_t>(Purpose::links) + 1);

void WorldPlatform::fill_random_for(Purpose purpose, std::span<unsigned char> bytes) {
  if (purpose == Purpose::other || purpose == Purpose::nonces) return machine_.fill_random(bytes);
  auto const place = static_cast<std::size_t>(purpose);
  // Who makes ids draws once and counts by itself, also when it begins again.
  std::uint64_t const drawn = purpose == Purpose::ids ? 0 : drawn_.at(place)++;
  std::array<std::uint64_t, 4> const from{id_seed_, place, drawn, 0};
  std::array<unsigned char, randombytes_SEEDBYTES> seed{};
  static_assert(sizeof from == sizeof seed);
  std::memcpy(seed.data(), from.data(), seed.size());
  randombytes_buf_deterministic(bytes.data(), bytes.size(), seed.data());
}

}  // namespace orgd::sandbox
