// SQL texts put together by the compiler, so that a Statement is a constant also where it is made
// of pieces.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "store/database.hpp"

namespace orgd {

/// A text that can be the argument of a template.
template <std::size_t Size>
struct SqlText {
  std::array<char, Size> bytes;  ///< the last one is a zero

  consteval SqlText(char const (&literal)[Size]) : bytes(std::to_array(literal)) {}  // NOLINT
  consteval explicit SqlText(std::string_view text) : bytes{} {
    std::ranges::copy(text, &bytes[0]);
  }
  constexpr std::string_view text() const { return {bytes.data(), Size - 1}; }
};

/// A text under construction. (The library's string is no constant under every compiler.)
class TextBuffer {
 public:
  constexpr TextBuffer& operator<<(std::string_view text) {
    for (char const c : text) bytes_.at(size_++) = c;
    return *this;
  }
  constexpr TextBuffer& operator<<(std::size_t number) {
    std::size_t unit = 1;
    while (number / unit >= 10) unit *= 10;
    for (; unit > 0; unit /= 10) bytes_.at(size_++) = static_cast<char>('0' + number / unit % 10);
    return *this;
  }
  constexpr std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 2048> bytes_{};
  std::size_t size_ = 0;
};

/// What a lambda without captures writes into a buffer, as a constant.
template <auto Write>
struct ConstantText {
  static constexpr TextBuffer buffer = [] {
    TextBuffer built;
    Write(built);
    return built;
  }();
  static constexpr SqlText<buffer.text().size() + 1> text{buffer.text()};
  static constexpr Statement statement{text.bytes.data()};
};

namespace detail {

template <SqlText... Pieces>
constexpr void write_pieces(TextBuffer& out) {
  (out << ... << Pieces.text());
}

}  // namespace detail

/// Pieces as one, each a literal or a SqlText.
template <SqlText... Pieces>
inline constexpr auto joined = ConstantText<detail::write_pieces<Pieces...>>::text;

/// A statement made of pieces: `sql<"SELECT ", columns_of<Event>, " FROM event WHERE org_id =
/// $1">`.
template <SqlText... Pieces>
inline constexpr Statement sql = ConstantText<detail::write_pieces<Pieces...>>::statement;

}  // namespace orgd
