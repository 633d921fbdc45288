// Lenient where clients are: blanks around "=", values without quotes that hold more than a token.
#include "api/auth_params.hpp"

#include <algorithm>

#include "api/text.hpp"

namespace atlas {
namespace {

constexpr auto token_characters = alphanumeric_or("!#$%&'*+-.^_`|~");

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// How many characters at the front are of a kind. A search by a set of characters calls a function
// for each.
template <class Kind>
std::size_t count_front(std::string_view text, Kind const& of_kind) {
  std::size_t size = 0;
  while (size < text.size() && of_kind(text[size])) ++size;
  return size;
}

void skip_blanks(std::string_view& text) { text.remove_prefix(count_front(text, is_blank)); }

}  // namespace

// A quoted string at the front of the text, whose end it must have.
bool AuthParams::take_quoted(std::string_view& text, AuthParam& found) const {
  auto at = text.find('"', 1);
  if (at == std::string_view::npos) return false;
  found.escaped = escapes_ && text.substr(0, at).contains('\\');
  if (found.escaped) {
    at = 1;
    while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    if (at >= text.size()) return false;
  }
  found.value = text.substr(1, at - 1);
  text.remove_prefix(at + 1);
  return true;
}

std::string_view token_of(std::string_view text) {
  auto const of_tokens = [](char c) { return token_characters[static_cast<unsigned char>(c)]; };
  return text.substr(0, count_front(text, of_tokens));
}

std::optional<AuthParam> AuthParams::next() {
  std::string_view text = rest_;
  skip_blanks(text);
  if (text.starts_with(',')) {
    text.remove_prefix(count_front(text, [](char c) { return is_blank(c) || c == ','; }));
    separated_ = true;
  }
  rest_ = text;
  AuthParam found{.name = token_of(text), .value = {}};
  if (found.name.empty() || !separated_) return std::nullopt;
  text.remove_prefix(found.name.size());
  skip_blanks(text);
  if (!text.starts_with('=')) return std::nullopt;
  text.remove_prefix(1);
  skip_blanks(text);
  if (text.starts_with('"')) {
    if (!take_quoted(text, found)) return std::nullopt;
  } else {
    found.value =
        text.substr(0, count_front(text, [](char c) { return !is_blank(c) && c != ','; }));
    text.remove_prefix(found.value.size());
  }
  skip_blanks(text);
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
