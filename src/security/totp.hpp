// One-time passwords of an authenticator app: RFC 6238 with SHA-1, 6 digits and steps of 30
// seconds, which is what all apps know.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "security/platform.hpp"

namespace orgd {

/// 160 random bits, as they are.
std::string new_totp_secret(Platform& platform);

/// RFC 4648, without padding.
std::string base32_of(std::string_view bytes);

/// Which step a moment lies in.
std::int64_t totp_step(std::chrono::sys_seconds moment);
/// The code of a step.
std::string totp_code(std::string_view secret, std::int64_t step);

/// The step whose code this is: the present one, or the one before or behind it, for clocks that
/// are not quite right; none that is not later than `used`. The time it takes tells nothing.
std::optional<std::int64_t> fitting_step(std::string_view secret, std::string_view code,
                                         std::chrono::sys_seconds now, std::int64_t used);

/// What an app reads from a QR code: the secret, and under which names it is shown.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace orgd
