// Finds pairs of escapes and joins them.
#include "sandbox/surrogates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace orgd::sandbox {
namespace {

// The number of "\uXXXX" at the front.
std::optional<unsigned> escape_at(std::string_view text) {
  if (!text.starts_with("\\u") || text.size() < 6) return std::nullopt;
  unsigned number = 0;
  auto const* const end = text.data() + 6;
  auto const read = std::from_chars(text.data() + 2, end, number, 16);
  return read.ptr == end ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string joined_surrogates(std::string_view document) {
  auto const first = document.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  bool const is_json = first != std::string_view::npos && document[first] == '{';
  if (!is_json || !document.contains("\\u")) return std::string(document);
  std::string out;
  out.reserve(document.size());
  for (std::size_t at = 0; at < document.size();) {
    auto const rest = document.substr(at);
    auto const high = escape_at(rest);
    bool const is_high = high && *high >= 0xd800 && *high < 0xdc00;
    auto const low = is_high ? escape_at(rest.substr(6)) : std::nullopt;
    if (low && *low >= 0xdc00 && *low < 0xe000) {
      out += fmt::format("\\U{:08x}", 0x10000 + ((*high - 0xd800) << 10U) + (*low - 0xdc00));
      at += 12;
      continue;
    }
    // What a backslash escapes is passed with it: in "\\ud83d" nothing is escaped but a backslash.
    auto const size = rest.starts_with('\\') ? std::min<std::size_t>(rest.size(), 2) : 1;
    out.append(rest.substr(0, size));
    at += size;
  }
  return out;
}

}  // namespace orgd::sandbox
