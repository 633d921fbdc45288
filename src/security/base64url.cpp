// Base64url by libsodium.
#include "security/base64url.hpp"

#include <sodium.h>

#include <algorithm>

namespace orgd {
namespace {

constexpr int unpadded = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), unpadded), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                    bytes.size(), unpadded);
  text.pop_back();  // the zero byte
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  // libsodium takes some bytes beyond ASCII for characters of the alphabet.
  if (std::ranges::any_of(text,
                          [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }))
    return std::nullopt;
  std::string bytes(text.size() / 4 * 3 + 2, '\0');
  std::size_t size = 0;
  int const failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                       text.data(), text.size(), nullptr, &size, nullptr, unpadded);
  if (failed != 0) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace orgd
