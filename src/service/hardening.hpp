// The fields against attackers that every answer carries, whatever it is.
#pragma once

#include <string_view>

namespace orgd {

inline constexpr std::string_view hardening_fields =
    "Strict-Transport-Security: max-age=31536000; includeSubdomains;\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "X-Permitted-Cross-Domain-Policies: none\r\n";

}  // namespace orgd
