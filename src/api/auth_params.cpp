// Lenient where clients are: blanks around "=", values without quotes that hold more than a token.
#include "api/auth_params.hpp"

#include <algorithm>

#include "api/text.hpp"

namespace atlas {
namespace {

constexpr std::string_view blanks = " \t";

void skip(std::string_view& text, std::string_view any) {
  text.remove_prefix(std::min(text.find_first_not_of(any), text.size()));
}

bool is_token_character(char c) {
  bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

// A quoted string at the front of the text, whose end it must have.
bool take_quoted(std::string_view& text, AuthParam& found) {
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') {
    bool const pair = text[at] == '\\';
    found.escaped = found.escaped || pair;
    at += pair ? 2 : 1;
  }
  if (at >= text.size()) return false;
  found.value = text.substr(1, at - 1);
  text.remove_prefix(at + 1);
  return true;
}

}  // namespace

std::string_view token_of(std::string_view text) {
  auto const end = std::ranges::find_if_not(text, is_token_character);
  return {text.begin(), end};
}

std::optional<AuthParam> AuthParams::next() {
  std::string_view text = rest_;
  skip(text, blanks);
  if (text.starts_with(',')) {
    skip(text, " \t,");
    separated_ = true;
  }
  rest_ = text;
  AuthParam found{.name = token_of(text), .value = {}};
  if (found.name.empty() || !separated_) return std::nullopt;
  text.remove_prefix(found.name.size());
  skip(text, blanks);
  if (!text.starts_with('=')) return std::nullopt;
  text.remove_prefix(1);
  skip(text, blanks);
  if (text.starts_with('"')) {
    if (!take_quoted(text, found)) return std::nullopt;
  } else {
    found.value = text.substr(0, text.find_first_of(" \t,"));
    text.remove_prefix(found.value.size());
  }
  skip(text, blanks);
  separated_ = false;
  rest_ = text;
  return found;
}

std::string unescaped(AuthParam const& parameter) {
  std::string value;
  value.reserve(parameter.value.size());
  for (std::size_t at = 0; at < parameter.value.size(); ++at) {
    if (parameter.escaped && parameter.value[at] == '\\') ++at;
    value += parameter.value[at];
  }
  return value;
}

bool NamesOnce::add(std::string_view name) {
  auto const end = names_.begin() + static_cast<std::ptrdiff_t>(count_);
  auto const same = [name](std::string_view known) { return equal_ignoring_case(known, name); };
  if (std::any_of(names_.begin(), end, same)) return false;
  names_[count_++] = name;
  return true;
}

}  // namespace atlas
