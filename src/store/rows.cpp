// Cells of the wrong kind, sets of names, prefix ranges.
#include "store/rows.hpp"

#include <fmt/format.h>

namespace orgd {

std::string_view Rows::Row::name_of(Kind kind) {
  constexpr std::array<std::string_view, 3> names{"null", "an integer", "a text"};
  return names.at(static_cast<std::size_t>(kind));
}

void Rows::Row::refuse(std::size_t column, std::string_view found, std::string_view wanted) {
  throw std::logic_error(fmt::format("column {} is {}, not {}", column, found, wanted));
}

}  // namespace orgd

namespace orgd::store {

std::string join_names(Names const& names) {
  std::string text;
  for (auto const& name : names) {
    if (!text.empty()) text += ' ';
    text += name;
  }
  return text;
}

Names split_names(std::string_view text, char separator) {
  Names names;
  while (!text.empty()) {
    auto const end = text.find(separator);
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return names;
}

// The last code point is no character, so it sorts above every continuation of the prefix.
std::string above_prefix(std::string_view prefix) { return std::string(prefix) + "\U0010FFFF"; }

}  // namespace orgd::store
