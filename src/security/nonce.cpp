// Stateless nonces: 4 bytes of time, 8 of serial number, 12 of keyed hash, in base64.
#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "security/nonce.hpp"

namespace orgd {
namespace {

constexpr std::size_t head_size = 12;
constexpr int nonce_bytes = 24;
constexpr int nonce_characters = 32;

using Bytes = std::array<unsigned char, nonce_bytes>;

bool decode(std::string_view nonce, Bytes& bytes) {
  return nonce.size() == nonce_characters &&
         EVP_DecodeBlock(bytes.data(), reinterpret_cast<unsigned char const*>(nonce.data()),
                         nonce_characters) == nonce_bytes;
}

std::int64_t second_of(Bytes const& bytes) {
  std::uint32_t second = 0;
  std::memcpy(&second, bytes.data(), sizeof second);
  return second;
}

}  // namespace

NonceSource::NonceSource(Vault const& vault, Platform& platform)
    : key_(vault.derive("digest nonce")),
      platform_(platform),
      began_(platform.now()),
      began_steady_(platform.steady_now()) {
  std::array<unsigned char, sizeof first_serial_> start{};
  platform_.fill_random_for(Purpose::nonces, start);
  std::memcpy(&first_serial_, start.data(), sizeof first_serial_);
}

std::chrono::sys_seconds NonceSource::now() const {
  auto const since = platform_.steady_now() - began_steady_;
  return std::chrono::floor<std::chrono::seconds>(began_ + since);
}

bool NonceSource::refuse(Refusal why) {
  refused_[static_cast<std::size_t>(why)].fetch_add(1, std::memory_order_relaxed);
  return false;
}

std::array<unsigned char, 12> NonceSource::mac(unsigned char const* head) const {
  // Made for messages as short as this one; a general hash fills two blocks of 128 bytes for it.
  std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> full{};
  static_assert(crypto_shorthash_siphashx24_KEYBYTES <= std::tuple_size_v<Vault::Key>);
  crypto_shorthash_siphashx24(full.data(), head, head_size, key_.data());
  std::array<unsigned char, 12> cut{};
  std::copy_n(full.begin(), cut.size(), cut.begin());
  return cut;
}

std::string NonceSource::mint() {
  Bytes bytes{};
  auto const second = static_cast<std::uint32_t>(now().time_since_epoch().count());
  std::uint64_t const serial = first_serial_ + minted_.fetch_add(1, std::memory_order_relaxed);
  std::memcpy(bytes.data(), &second, sizeof second);
  std::memcpy(bytes.data() + sizeof second, &serial, sizeof serial);
  std::ranges::copy(mac(bytes.data()), bytes.data() + head_size);
  std::string text(nonce_characters + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), nonce_bytes);
  text.pop_back();
  return text;
}

std::optional<UsedCounts::Nonce> NonceSource::verify(std::string_view nonce) const {
  Bytes bytes{};
  // A nonce is no secret: only its keyed hash is compared in constant time.
  if (!decode(nonce, bytes)) return std::nullopt;
  auto const expected = mac(bytes.data());
  if (sodium_memcmp(expected.data(), bytes.data() + head_size, expected.size()) != 0)
    return std::nullopt;
  std::uint64_t serial = 0;
  std::memcpy(&serial, bytes.data() + sizeof(std::uint32_t), sizeof serial);
  return UsedCounts::Nonce{
      .second = second_of(bytes), .serial = serial, .own = serial - first_serial_ < minted_};
}

bool NonceSource::use(std::string_view nonce, std::uint32_t count) {
  auto const minted = verify(nonce);
  if (!minted) return refuse(Refusal::unknown);
  Shard& shard = shards_[minted->serial % shards_.size()];
  auto verdict = UsedCounts::Verdict::fresh;
  {
    // The time is asked for inside: in the memory of one shard it never falls.
    std::lock_guard const lock(shard.mutex);
    std::int64_t const second = now().time_since_epoch().count();
    if (minted->second + lifetime.count() < second) return refuse(Refusal::expired);
    if (minted->second > second + max_ahead.count()) return refuse(Refusal::ahead);
    verdict = shard.used.use(*minted, count, second);
  }
  if (verdict == UsedCounts::Verdict::forgotten) return refuse(Refusal::forgotten);
  return verdict == UsedCounts::Verdict::fresh || refuse(Refusal::replayed);
}

std::chrono::sys_seconds NonceSource::dead_at(std::string_view nonce) {
  Bytes bytes{};
  decode(nonce, bytes);
  return std::chrono::sys_seconds(std::chrono::seconds(second_of(bytes))) + lifetime + max_ahead;
}

}  // namespace orgd
