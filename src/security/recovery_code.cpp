// Making and reading recovery codes.
#include "security/recovery_code.hpp"

#include "api/text.hpp"
#include "security/totp.hpp"
#include "security/vault.hpp"

namespace orgd {

std::string new_recovery_code(Platform& platform) {
  constexpr std::size_t size = 15;
  constexpr std::size_t group = 4;
  std::string bytes(size, '\0');
  platform.fill_random_for(Purpose::secrets,
                           {reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  std::string const letters = atlas::lower_ascii(base32_of(bytes));
  std::string code;
  for (std::size_t at = 0; at < letters.size(); at += group) {
    if (at > 0) code += '-';
    code += letters.substr(at, group);
  }
  return code;
}

std::string hash_of_recovery_code(std::string_view typed) {
  std::string letters = atlas::lower_ascii(typed);
  std::erase_if(letters, [](char c) { return c == '-' || c == ' '; });
  return sha256_of(letters);
}

}  // namespace orgd
