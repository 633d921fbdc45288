// Codes with which a person signs in who has lost the second factor.
#pragma once

#include <string>
#include <string_view>

#include "security/platform.hpp"

namespace orgd {

/// 120 random bits, as six groups of four letters and digits: so many that a plain hash keeps them.
std::string new_recovery_code(Platform& platform);

/// SHA-256 of a code, however it was typed: capitals, spaces and hyphens make no difference.
std::string hash_of_recovery_code(std::string_view typed);

}  // namespace orgd
