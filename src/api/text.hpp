// Unicode text: walking code points, folding case for comparison, what people would not see in it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace atlas {

/// The code points of a text, or nothing when its UTF-8 is bad.
std::optional<std::u32string> code_points(std::string_view text);

/// The number of code points, or nothing when one is refused or the UTF-8 is bad.
std::optional<std::size_t> each_code_point(std::string_view text, bool (*accepts)(char32_t));

/// Letters and digits of every script, but not the letters that show nothing.
bool is_letter_or_digit(char32_t point);
/// What stands on a letter: accents, vowel signs (\p{M}).
bool is_combining_mark(char32_t point);

/// C0 and C1 controls, and the separators of lines and paragraphs.
bool is_control(char32_t point);

/// Whether a zero-width joiner or non-joiner stands at `at` between two letters or marks, where
/// several scripts need it.
bool joins_letters(std::u32string_view points, std::size_t at);

/// The first thing in a text that people would read and not see, to be read behind the name of
/// what holds it: "holds U+202E at position 4, ...". "" when there is none.
std::string hidden_in(std::string_view text);

/// Unicode case folding, for comparing without case. Bad UTF-8 comes back unchanged.
std::string fold_case(std::string_view text);

/// The same for ASCII alone: header values, domains.
std::string lower_ascii(std::string_view text);

/// What is between the blanks around it.
inline std::string_view without_blanks(std::string_view text, std::string_view blanks = " \t") {
  auto const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

namespace detail {

bool equal_of_one_size(std::string_view a, std::string_view b);

}  // namespace detail

/// Equal but for the case of ASCII letters: names of fields, schemes, parameters. Their sizes tell
/// most apart, without a call.
inline bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && detail::equal_of_one_size(a, b);
}

/// Which characters are ASCII letters, digits or one of these.
constexpr std::array<bool, 256> alphanumeric_or(std::string_view others) {
  std::array<bool, 256> found{};
  for (char c = 'a'; c <= 'z'; ++c) found.at(static_cast<std::size_t>(c)) = true;
  for (char c = 'A'; c <= 'Z'; ++c) found.at(static_cast<std::size_t>(c)) = true;
  for (char c = '0'; c <= '9'; ++c) found.at(static_cast<std::size_t>(c)) = true;
  for (char const c : others) found.at(static_cast<std::size_t>(c)) = true;
  return found;
}

}  // namespace atlas
