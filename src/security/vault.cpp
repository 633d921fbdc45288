// Encryption, hashing and key files by libsodium.
#include "security/vault.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <fstream>
#include <stdexcept>

#include "security/private_file.hpp"

namespace orgd {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char const* bytes_of(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string to_hex(unsigned char const* bytes, std::size_t size) {
  std::string hex(size * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes, size);
  hex.pop_back();
  return hex;
}

constexpr unsigned char no_digit = 0x80;

constexpr auto digit_values = [] {
  std::array<unsigned char, 256> values{};
  values.fill(no_digit);
  for (unsigned char i = 0; i < 16; ++i) {
    values.at(static_cast<unsigned char>("0123456789abcdef"[i])) = i;
    values.at(static_cast<unsigned char>("0123456789ABCDEF"[i])) = i;
  }
  return values;
}();

// The first digits of `hex`, which are taken from it. False: there are not so many. libsodium's own
// takes many times as long: it hides from a spy on the processor's caches what is here encrypted.
bool take_bytes(std::string_view& hex, std::span<unsigned char> out) {
  if (hex.size() < out.size() * 2) return false;
  unsigned char const* at = bytes_of(hex);
  unsigned seen = 0;
  for (unsigned char& byte : out) {
    unsigned const high = digit_values[*at++];
    unsigned const low = digit_values[*at++];
    seen |= high | low;
    byte = static_cast<unsigned char>(high << 4U | low);
  }
  hex.remove_prefix(out.size() * 2);
  return seen < no_digit;
}

}  // namespace

Vault::Vault(Key key) : key_(key) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialized");
  sodium_memzero(key.data(), key.size());
}

Vault::~Vault() { sodium_memzero(key_.data(), key_.size()); }

Vault::Key Vault::parse(std::string_view hex) {
  while (hex.ends_with('\n') || hex.ends_with('\r')) hex.remove_suffix(1);
  Key key{};
  if (!take_bytes(hex, key) || !hex.empty())
    throw std::runtime_error("the key is not 64 hexadecimal digits");
  return key;
}

Vault::Key Vault::load(std::filesystem::path const& file) {
  std::ifstream in(file);
  if (!in)
    throw std::runtime_error(fmt::format(
        "the key file {} cannot be read: without it no API key of this store can be verified; "
        "restore it from the backup of the store",
        file.string()));
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  try {
    return parse(text);
  } catch (std::runtime_error const& error) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), error.what()));
  }
}

Vault::Key Vault::create(std::filesystem::path const& file, Platform& platform) {
  Key key{};
  platform.fill_random(key);
  create_private_file(file, to_hex(key.data(), key.size()) + "\n");
  return key;
}

std::string Vault::seal(std::string_view text, std::string_view context) const {
  std::string sealed(nonce_size + text.size() + tag_size, '\0');
  randombytes_buf(sealed.data(), nonce_size);
  unsigned long long size = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_size, &size, bytes_of(text),
                                             text.size(), bytes_of(context), context.size(),
                                             nullptr, bytes_of(sealed), key_.data());
  return to_hex(bytes_of(std::string_view(sealed)), sealed.size());
}

std::optional<std::string> Vault::open(std::string_view sealed, std::string_view context) const {
  constexpr std::size_t beside = nonce_size + tag_size;
  if (sealed.size() < beside * 2 || sealed.size() % 2 != 0) return std::nullopt;
  std::array<unsigned char, nonce_size> nonce{};
  std::array<unsigned char, tag_size> tag{};
  std::string text(sealed.size() / 2 - beside, '\0');
  auto* const bytes = bytes_of(text);
  bool const opened = take_bytes(sealed, nonce) && take_bytes(sealed, {bytes, text.size()}) &&
                      take_bytes(sealed, tag) &&
                      crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
                          bytes, nullptr, bytes, text.size(), tag.data(), bytes_of(context),
                          context.size(), nonce.data(), key_.data()) == 0;
  if (!opened) return std::nullopt;
  return text;
}

Vault::Key Vault::derive(std::string_view purpose) const {
  Key key{};
  crypto_generichash(key.data(), key.size(), bytes_of(purpose), purpose.size(), key_.data(),
                     key_.size());
  return key;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_hex(Platform& platform, std::size_t count, Purpose purpose) {
  std::string bytes(count, '\0');
  platform.fill_random_for(purpose, {bytes_of(bytes), count});
  return to_hex(bytes_of(std::string_view(bytes)), count);
}

std::string hash_token(std::string_view token) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(token), token.size(), nullptr, 0);
  return to_hex(hash.data(), hash.size());
}

std::string sha256_of(std::string_view token) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(token), token.size());
  return to_hex(hash.data(), hash.size());
}

bool fits_password(std::string_view hash, std::string_view password) {
  static std::string const of_nobody = hash_password("nobody has this password");
  std::string const whose(hash.empty() ? std::string_view(of_nobody) : hash);
  bool const fits = crypto_pwhash_str_verify(whose.c_str(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::runtime_error("not enough memory to hash a password");
  return text.data();
}

KeyPair new_key_pair(Platform& platform) {
  KeyPair pair;
  while (pair.public_key.size() < 8) {
    std::array<unsigned char, 1> byte{};
    platform.fill_random_for(Purpose::key_pairs, byte);
    // 234 is the largest multiple of 26 in a byte: the letters stay equally likely.
    if (byte[0] < 234) pair.public_key += static_cast<char>('a' + byte[0] % 26);
  }
  std::string hex = random_hex(platform, 16, Purpose::key_pairs);
  hex[12] = '4';
  constexpr std::string_view variants = "89ab";
  hex[16] = variants[static_cast<unsigned char>(hex[16]) % 4];
  std::string_view const h = hex;
  pair.private_key = fmt::format("{}-{}-{}-{}-{}", h.substr(0, 8), h.substr(8, 4), h.substr(12, 4),
                                 h.substr(16, 4), h.substr(20));
  return pair;
}

}  // namespace orgd
