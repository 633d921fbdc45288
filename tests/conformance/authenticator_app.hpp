// The app of a person with a second factor: codes of RFC 6238, made without the server's own code.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace conformance {

class AuthenticatorApp {
 public:
  /// From what the server shows once, in Base32.
  explicit AuthenticatorApp(std::string_view secret);

  /// The code at this second since 1970.
  std::string code_at(std::int64_t second) const;

 private:
  std::string secret_;
};

/// For how long an app shows one code.
inline constexpr std::int64_t code_seconds = 30;

}  // namespace conformance
