// A line end in a value is a new field to the server, or a new request.
#include "client/request_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atlas::detail {
namespace {

bool is_token_character(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("!#$%&'*+-.^_`|~").contains(static_cast<char>(c));
}

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7F; }

// Of a name that is none, what can be shown.
std::string shown(std::string_view name) {
  std::string text(name.substr(0, 40));
  for (char& c : text)
    if (is_control(static_cast<unsigned char>(c))) c = '?';
  return text;
}

}  // namespace

std::optional<std::string> fault_of(HttpRequest const& request) {
  auto const breaks_url = [](unsigned char c) { return is_control(c) || c == ' '; };
  if (std::ranges::any_of(request.url, breaks_url))
    return "the URL holds a blank or a control character: look at Configuration::host";
  for (auto const& [name, value] : request.headers.fields()) {
    if (name.empty() || !std::ranges::all_of(name, is_token_character))
      return fmt::format("\"{}\" is not the name of a header field", shown(name));
    auto const breaks_field = [](unsigned char c) { return is_control(c) && c != '\t'; };
    if (std::ranges::any_of(value, breaks_field))
      return fmt::format("the header field {} holds a line end or another control character", name);
  }
  return std::nullopt;
}

}  // namespace atlas::detail
