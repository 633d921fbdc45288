// Putting texts together where it is done for every request.
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>

namespace atlas {
namespace detail {

inline std::string_view part_of(std::string_view text) { return text; }
template <std::integral T>
  requires(!std::same_as<T, char> && !std::same_as<T, bool>)
fmt::format_int part_of(T number) {
  return fmt::format_int(number);
}

// Inline, or the sizes of literals were not known where they are copied.
template <class... Parts>
[[gnu::always_inline]] inline void append_parts(std::string& out, Parts const&... parts) {
  std::size_t const begin = out.size();
  std::size_t const size = (begin + ... + parts.size());
  out.resize_and_overwrite(size, [&](char* text, std::size_t) {
    char* at = text + begin;
    ((std::char_traits<char>::copy(at, parts.data(), parts.size()), at += parts.size()), ...);
    return size;
  });
}

}  // namespace detail

/// Appends all parts, texts and numbers, to `out`, whose room is looked at once. No part is a view
/// of `out`.
template <class... Parts>
[[gnu::always_inline]] inline void append(std::string& out, Parts const&... parts) {
  detail::append_parts(out, detail::part_of(parts)...);
}

}  // namespace atlas
