// Base64 (RFC 4648, 4) for Basic credentials.
#pragma once

#include <openssl/evp.h>

#include <string>
#include <string_view>

namespace atlas::detail {

inline std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                  reinterpret_cast<unsigned char const*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  text.pop_back();
  return text;
}

}  // namespace atlas::detail
