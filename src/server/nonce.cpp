// Stateless nonces: 4 bytes of time, 8 of serial number, 12 of keyed hash, in base64.
#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "server/digest.hpp"

namespace orgd {
namespace {

constexpr std::size_t head_size = 12;
constexpr int nonce_bytes = 24;
constexpr int nonce_characters = 32;

std::int64_t seconds_of(Platform& platform) {
  return std::chrono::floor<std::chrono::seconds>(platform.now()).time_since_epoch().count();
}

}  // namespace

NonceSource::NonceSource(Vault const& vault, Platform& platform)
    : key_(vault.derive("digest nonce")), platform_(platform) {
  std::array<unsigned char, sizeof first_serial_> start{};
  platform_.fill_random(start);
  std::memcpy(&first_serial_, start.data(), sizeof first_serial_);
  serial_ = first_serial_;
}

std::uint64_t NonceSource::minted() const {
  std::lock_guard const lock(mint_mutex_);
  return serial_ - first_serial_;
}

bool NonceSource::refuse(Refusal why) {
  refused_[static_cast<std::size_t>(why)].fetch_add(1, std::memory_order_relaxed);
  return false;
}

std::array<unsigned char, 12> NonceSource::mac(unsigned char const* head) const {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> full{};
  crypto_generichash(full.data(), full.size(), head, head_size, key_.data(), key_.size());
  std::array<unsigned char, 12> cut{};
  std::copy_n(full.begin(), cut.size(), cut.begin());
  return cut;
}

std::string NonceSource::mint() {
  std::array<unsigned char, nonce_bytes> bytes{};
  auto const second = static_cast<std::uint32_t>(seconds_of(platform_));
  std::uint64_t serial = 0;
  {
    std::lock_guard const lock(mint_mutex_);
    serial = serial_++;
  }
  std::memcpy(bytes.data(), &second, sizeof second);
  std::memcpy(bytes.data() + sizeof second, &serial, sizeof serial);
  std::ranges::copy(mac(bytes.data()), bytes.data() + head_size);
  std::string text(nonce_characters + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), nonce_bytes);
  text.pop_back();
  return text;
}

std::optional<NonceSource::Minted> NonceSource::verify(std::string_view nonce) const {
  std::array<unsigned char, nonce_bytes> bytes{};
  // A nonce is no secret: only its keyed hash is compared in constant time.
  if (nonce.size() != nonce_characters ||
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<unsigned char const*>(nonce.data()),
                      nonce_characters) != nonce_bytes)
    return std::nullopt;
  auto const expected = mac(bytes.data());
  if (sodium_memcmp(expected.data(), bytes.data() + head_size, expected.size()) != 0)
    return std::nullopt;
  std::uint32_t second = 0;
  std::uint64_t serial = 0;
  std::memcpy(&second, bytes.data(), sizeof second);
  std::memcpy(&serial, bytes.data() + sizeof second, sizeof serial);
  return Minted{second, serial};
}

// Two generations bound the memory. Dropping one forgets which of its nonces were used, so all that
// are as old as it are refused from then on.
void NonceSource::rotate(Shard& shard, std::int64_t now) {
  bool const aged = now - shard.current_since > lifetime.count();
  if (!aged && shard.current.size() < max_seen) return;
  shard.horizon = shard.current_since;
  shard.previous = std::move(shard.current);
  shard.current.clear();
  shard.current_since = now + 1;
}

bool NonceSource::use(std::string_view nonce, std::uint32_t count) {
  auto const minted = verify(nonce);
  std::int64_t const now = seconds_of(platform_);
  if (!minted) return refuse(Refusal::unknown);
  if (minted->second + lifetime.count() < now) return refuse(Refusal::expired);
  Shard& shard = shards_[minted->serial % shards_.size()];
  std::lock_guard const lock(shard.mutex);
  rotate(shard, now);
  if (minted->second < shard.horizon) return refuse(Refusal::forgotten);
  std::uint32_t last = 0;
  if (auto const at = shard.previous.find(minted->serial); at != shard.previous.end())
    last = at->second;
  if (auto const at = shard.current.find(minted->serial); at != shard.current.end())
    last = std::max(last, at->second);
  if (count <= last) return refuse(Refusal::replayed);
  shard.current[minted->serial] = count;
  return true;
}

}  // namespace orgd
