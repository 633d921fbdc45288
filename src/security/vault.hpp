// Secrets: the store's key file, encryption at rest, one-way hashes, and new credentials.
// Nothing here is ever logged, and no secret is compared other than in constant time.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "security/platform.hpp"

namespace orgd {

/// The store's 256-bit key. Whoever has it and the store can act as every API key.
class Vault {
 public:
  using Key = std::array<unsigned char, 32>;

  explicit Vault(Key key);
  ~Vault();
  Vault(Vault const&) = delete;
  Vault& operator=(Vault const&) = delete;

  /// Reads a key file (64 hexadecimal digits). Throws std::runtime_error that says what is wrong.
  static Key load(std::filesystem::path const& file);
  /// Writes a new key file, mode 0600; refuses an existing one.
  static Key create(std::filesystem::path const& file, Platform& platform);
  static Key parse(std::string_view hex);

  /// Encrypts text so that it opens only under the same context (for example an id).
  std::string seal(std::string_view text, std::string_view context) const;
  /// Nothing when the key, the context or the bytes are not those of `seal`.
  std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

  /// A key for another purpose, derived from this one.
  Key derive(std::string_view purpose) const;

 private:
  Key key_;
};

/// Equal texts, in time that depends on their length alone.
bool equal_secrets(std::string_view a, std::string_view b);

/// `count` random bytes in lower-case hexadecimal digits.
std::string random_hex(Platform& platform, std::size_t count, Purpose purpose = Purpose::other);

/// BLAKE2b-256 in hexadecimal digits: for random tokens, not for passwords.
std::string hash_token(std::string_view token);

/// SHA-256 in hexadecimal digits: for random tokens, not for passwords.
std::string sha256_of(std::string_view token);

/// Argon2id; takes some 100 ms and 64 MiB, so never on an event loop.
std::string hash_password(std::string_view password);
/// Whether that is the hash of the password; costs what its hash says, and the same where `hash` is
/// nobody's: "" fits no password.
bool fits_password(std::string_view hash, std::string_view password);

/// A new API key pair: 8 lower-case letters, and a random UUID.
struct KeyPair {
  std::string public_key;
  std::string private_key;
};
KeyPair new_key_pair(Platform& platform);

}  // namespace orgd
