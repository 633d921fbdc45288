// Passwords that are tried first by whoever guesses.
#pragma once

#include <string_view>

namespace atlas {

/// Whether it is one of the most common passwords, in whatever case. The list is short: it keeps
/// the worst away, and is no measure of strength.
bool is_common_password(std::string_view text);

}  // namespace atlas
