// Unicode text: walking code points, folding case for comparison.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace atlas {

/// The number of code points, or nothing when one is refused or the UTF-8 is bad.
std::optional<std::size_t> each_code_point(std::string_view text, bool (*accepts)(char32_t));

/// Unicode case folding, for comparing without case. Bad UTF-8 comes back unchanged.
std::string fold_case(std::string_view text);

/// The same for ASCII alone: e-mail addresses and header values.
std::string lower_ascii(std::string_view text);

/// Equal but for the case of ASCII letters: names of fields, schemes, parameters.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace atlas
