// Unicode by utf8proc: code points, their categories, and what people cannot see.
#include "api/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace atlas {

std::optional<std::u32string> code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  auto const* at = reinterpret_cast<utf8proc_uint8_t const*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    auto const used = utf8proc_iterate(at, left, &point);
    if (used <= 0) return std::nullopt;
    points.push_back(static_cast<char32_t>(point));
    at += used;
    left -= used;
  }
  return points;
}

std::optional<std::size_t> each_code_point(std::string_view text, bool (*accepts)(char32_t)) {
  auto const points = code_points(text);
  if (!points || !std::ranges::all_of(*points, accepts)) return std::nullopt;
  return points->size();
}

namespace {

utf8proc_category_t category_of(char32_t point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(point));
}

// Among them letters that show nothing: the fillers of Hangul.
bool is_invisible(char32_t point) {
  return point == 0x200b || (point >= 0x2060 && point <= 0x2064) ||
         (point >= 0x206a && point <= 0x206f) || point == 0xfeff || point == 0xad ||
         point == 0x180e || point == 0x115f || point == 0x1160 || point == 0x3164 ||
         point == 0xffa0;
}

}  // namespace

bool is_letter_or_digit(char32_t point) {
  if (is_invisible(point)) return false;
  switch (category_of(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_combining_mark(char32_t point) {
  auto const category = category_of(point);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
         category == UTF8PROC_CATEGORY_ME;
}

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029;
}

namespace {

bool is_letter_or_mark(char32_t point) {
  auto const category = category_of(point);
  return is_combining_mark(point) ||
         (is_letter_or_digit(point) && category != UTF8PROC_CATEGORY_ND &&
          category != UTF8PROC_CATEGORY_NL && category != UTF8PROC_CATEGORY_NO);
}

bool is_joiner(char32_t point) { return point == 0x200c || point == 0x200d; }

bool turns_direction(char32_t point) {
  return point == 0x61c || point == 0x200e || point == 0x200f ||
         (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

// What is wrong with one code point, or "".
std::string_view fault_of(std::u32string_view points, std::size_t at) {
  char32_t const point = points[at];
  if (is_control(point)) return "a control character";
  if (turns_direction(point)) return "a control of the direction of text";
  if (is_invisible(point)) return "an invisible character";
  if (is_joiner(point))
    return joins_letters(points, at) ? "" : "a joiner that does not stand between two letters";
  auto const category = category_of(point);
  if (category == UTF8PROC_CATEGORY_CO) return "a private-use character";
  if (category == UTF8PROC_CATEGORY_CN) return "a code point that is no character";
  return "";
}

}  // namespace

bool joins_letters(std::u32string_view points, std::size_t at) {
  return is_joiner(points[at]) && at > 0 && at + 1 < points.size() &&
         is_letter_or_mark(points[at - 1]) && is_letter_or_mark(points[at + 1]);
}

std::string hidden_in(std::string_view text) {
  auto const points = code_points(text);
  if (!points) return "is not valid UTF-8";
  for (std::size_t at = 0; at < points->size(); ++at)
    if (auto const fault = fault_of(*points, at); !fault.empty())
      return fmt::format("holds U+{:04X} at position {}, {}; leave it out",
                         static_cast<std::uint32_t>((*points)[at]), at + 1, fault);
  return "";
}

std::string fold_case(std::string_view text) {
  utf8proc_uint8_t* folded = nullptr;
  auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &folded,
                                 static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD));
  if (size < 0) return std::string(text);
  std::string result(reinterpret_cast<char const*>(folded), static_cast<std::size_t>(size));
  std::free(folded);  // NOLINT: the library hands over memory of malloc
  return result;
}

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

bool detail::equal_of_one_size(std::string_view a, std::string_view b) {
  if (a == b) return true;  // most are written as they are asked for
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace atlas
