// HMAC by OpenSSL: libsodium has no SHA-1.
#include "security/totp.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

#include "api/uri.hpp"
#include "security/vault.hpp"

namespace orgd {
namespace {

constexpr std::size_t secret_size = 20;
constexpr std::size_t digest_size = 20;
constexpr std::chrono::seconds step_length{30};
constexpr std::int64_t skew = 1;
constexpr std::uint32_t code_count = 1'000'000;

unsigned char const* bytes_in(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace

std::string new_totp_secret(Platform& platform) {
  std::string secret(secret_size, '\0');
  platform.fill_random_for(Purpose::secrets,
                           {reinterpret_cast<unsigned char*>(secret.data()), secret.size()});
  return secret;
}

std::string base32_of(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t pending = 0;
  unsigned count = 0;  // of bits in it
  for (char const c : bytes) {
    pending = (pending << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 5; count -= 5) text += digits[(pending >> (count - 5)) & 31U];
    pending &= (1U << count) - 1U;
  }
  if (count > 0) text += digits[(pending << (5 - count)) & 31U];
  return text;
}

std::int64_t totp_step(std::chrono::sys_seconds moment) {
  return moment.time_since_epoch() / step_length;
}

// RFC 4226, 5.3.
std::string totp_code(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter.at(counter.size() - 1 - i) =
        static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  std::array<unsigned char, digest_size> digest{};
  unsigned size = 0;
  if (!HMAC(EVP_sha1(), bytes_in(secret), static_cast<int>(secret.size()), counter.data(),
            counter.size(), digest.data(), &size) ||
      size != digest.size())
    throw std::runtime_error("OpenSSL cannot make an HMAC");
  std::size_t const at = digest.back() & 0x0fU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8U) | digest.at(at + i);
  sodium_memzero(digest.data(), digest.size());
  return fmt::format("{:06}", (number & 0x7fffffffU) % code_count);
}

std::optional<std::int64_t> fitting_step(std::string_view secret, std::string_view code,
                                         std::chrono::sys_seconds now, std::int64_t used) {
  std::optional<std::int64_t> found;
  for (auto step = totp_step(now) - skew; step <= totp_step(now) + skew; ++step) {
    bool const equal = equal_secrets(totp_code(secret, step), code);
    if (equal && step > used && !found) found = step;
  }
  return found;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  std::string const by = atlas::percent_encode(issuer);
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits=6&period={}",
                     by, atlas::percent_encode(account), base32_of(secret), by,
                     step_length.count());
}

}  // namespace orgd
