// Bytes as characters of base64url without padding, in which browsers and tokens write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orgd {

std::string to_base64url(std::string_view bytes);
/// Nothing for other characters, padding, or bits that stand for nothing.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace orgd
