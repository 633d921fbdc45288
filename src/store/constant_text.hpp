// SQL texts put together by the compiler, so that a Statement is a constant also where one is
// needed for each table.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "store/database.hpp"

namespace orgd {

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
  std::array<char, 1024> bytes_{};
  std::size_t size_ = 0;
};

/// What a lambda without captures writes into a buffer, as a constant.
template <auto write>
struct ConstantText {
  static constexpr TextBuffer buffer = [] {
    TextBuffer built;
    write(built);
    return built;
  }();
  static constexpr auto bytes = [] {
    std::array<char, buffer.text().size() + 1> copied{};
    std::ranges::copy(buffer.text(), copied.begin());
    return copied;
  }();
  static constexpr Statement statement{bytes.data()};
};

}  // namespace orgd
