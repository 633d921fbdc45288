// JSON sets numbers no limit (RFC 8259, 6); the parser does, and refuses the whole document.
#include "api/json_numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace atlas::detail {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  return std::min(text.find_first_not_of("0123456789", at), text.size()) - at;
}

bool has(std::string_view text, std::size_t at, std::string_view any) {
  return at < text.size() && any.contains(text[at]);
}

// The length of the number at the front; 0 for what is none.
std::size_t number_length(std::string_view text) {
  std::size_t at = has(text, 0, "-") ? 1 : 0;
  std::size_t const whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return 0;
  at += whole;
  if (has(text, at, ".")) {
    std::size_t const fraction = digits_at(text, ++at);
    if (fraction == 0) return 0;
    at += fraction;
  }
  if (has(text, at, "eE")) {
    if (has(text, ++at, "+-")) ++at;
    std::size_t const exponent = digits_at(text, at);
    if (exponent == 0) return 0;
    at += exponent;
  }
  return at;
}

// The length of the text at the front, quotes included.
std::size_t quoted_length(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

bool is_int64(std::string_view number) {
  std::int64_t value = 0;
  auto const* end = number.data() + number.size();
  auto const [stopped, error] = std::from_chars(number.data(), end, value);
  return error == std::errc() && stopped == end;
}

}  // namespace

std::optional<ReadableNumbers> with_readable_numbers(std::string_view json) {
  ReadableNumbers out;
  while (!json.empty()) {
    std::size_t length = 1;
    bool replaced = false;
    if (json.front() == '"') length = quoted_length(json);
    if (has(json, 0, "-0123456789")) {
      length = number_length(json);
      if (length == 0) return std::nullopt;
      replaced = !is_int64(json.substr(0, length));
    }
    if (replaced) out.replaced.emplace_back(json.substr(0, length));
    out.json += replaced ? std::string_view("0.5") : json.substr(0, length);
    json.remove_prefix(length);
  }
  return out;
}

}  // namespace atlas::detail
