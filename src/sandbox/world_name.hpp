// What a world or a snapshot may be called.
#pragma once

#include <algorithm>
#include <string_view>

namespace orgd::sandbox {

/// Whether it is one to 40 of `a-z0-9-`.
inline bool is_world_name(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

inline constexpr auto const* no_world_name =
    "the name of a world or a snapshot is one to 40 of a-z, 0-9 and -";

}  // namespace orgd::sandbox
