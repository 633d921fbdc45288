// QR codes, by libqrencode.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orgd {

/// A picture of the text for a camera, as SVG: black squares on white with the margin that readers
/// need, one unit a square. Nothing when the text is longer than any code.
std::optional<std::string> qr_code_of(std::string_view text);

}  // namespace orgd
