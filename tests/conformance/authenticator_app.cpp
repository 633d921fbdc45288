// One-time passwords by OpenSSL's HMAC.
#include "authenticator_app.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace conformance {
namespace {

std::string from_base32(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint64_t pending = 0;
  unsigned bits = 0;
  for (char const digit : text) {
    pending = pending * 32 + digits.find(digit);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((pending >> bits) & 0xffU);
  }
  return bytes;
}

}  // namespace

AuthenticatorApp::AuthenticatorApp(std::string_view secret) : secret_(from_base32(secret)) {}

std::string AuthenticatorApp::code_at(std::int64_t second) const {
  auto const step = static_cast<std::uint64_t>(second / code_seconds);
  std::array<unsigned char, 8> message{};
  for (unsigned i = 0; i < 8; ++i) message.at(7 - i) = static_cast<unsigned char>(step >> (8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret_.data(), static_cast<int>(secret_.size()), message.data(), message.size(),
       mac.data(), &size);
  unsigned const at = mac.at(19) & 15U;
  std::uint32_t number = mac.at(at) & 127U;
  for (unsigned i = 1; i < 4; ++i) number = number << 8U | mac.at(at + i);
  return fmt::format("{:06}", number % 1'000'000);
}

}  // namespace conformance
