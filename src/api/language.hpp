// The languages in which people are written to.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace atlas {

/// By their tags in mails and in the folders of templates. The first serves where none is known.
inline constexpr std::array<std::string_view, 4> languages{"en", "de", "fr", "es"};

/// The one of them that an Accept-Language field (RFC 9110, 12.5.4) likes best; nothing when it
/// names none of them.
std::optional<std::string> wanted_language(std::string_view accept_language);

}  // namespace atlas
