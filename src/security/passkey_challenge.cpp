// Challenges by a keyed hash.
#include "security/passkey_challenge.hpp"

#include <sodium.h>

#include "security/base64url.hpp"

namespace orgd {
namespace {

constexpr std::size_t time_bytes = 8;
constexpr std::size_t random_bytes = 16;
constexpr std::size_t keyed_bytes = 32;

unsigned char* octets_in(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

std::string keyed_hash(Vault const& vault, std::string_view head, std::string_view purpose) {
  auto const key = vault.derive("passkey challenge");
  std::string message(head);  // always as long: nothing of it can pass for a part of the purpose
  message.append(purpose);
  std::string hash(keyed_bytes, '\0');
  crypto_generichash(octets_in(hash), hash.size(), octets_in(message), message.size(), key.data(),
                     key.size());
  return hash;
}

std::string time_as_bytes(std::chrono::sys_seconds time) {
  auto const second = static_cast<std::uint64_t>(time.time_since_epoch().count());
  std::string bytes;
  for (unsigned shift = 8 * time_bytes; shift > 0; shift -= 8)
    bytes += static_cast<char>(second >> (shift - 8) & 0xffU);
  return bytes;
}

std::chrono::sys_seconds time_of_bytes(std::string_view bytes) {
  std::uint64_t second = 0;
  for (char const c : bytes) second = second << 8U | static_cast<unsigned char>(c);
  return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(second)));
}

}  // namespace

std::string new_passkey_challenge(Platform& platform, Vault const& vault, std::string_view purpose,
                                  std::chrono::sys_seconds now) {
  std::string head = time_as_bytes(now) + std::string(random_bytes, '\0');
  platform.fill_random_for(Purpose::nonces, {octets_in(head) + time_bytes, random_bytes});
  return to_base64url(head + keyed_hash(vault, head, purpose));
}

bool is_passkey_challenge(Vault const& vault, std::string_view challenge, std::string_view purpose,
                          std::chrono::sys_seconds now, std::chrono::seconds max_ahead) {
  auto const bytes = from_base64url(challenge);
  constexpr std::size_t head_bytes = time_bytes + random_bytes;
  if (!bytes || bytes->size() != head_bytes + keyed_bytes) return false;
  std::string_view const head = std::string_view(*bytes).substr(0, head_bytes);
  if (!equal_secrets(std::string_view(*bytes).substr(head_bytes), keyed_hash(vault, head, purpose)))
    return false;
  auto const made_at = time_of_bytes(head.substr(0, time_bytes));
  return made_at <= now + max_ahead && now <= made_at + passkey_challenge_life;
}

}  // namespace orgd
