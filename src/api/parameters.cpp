// Values of single path and query parameters.
#include "api/parameters.hpp"

#include <charconv>

#include "api/text.hpp"

namespace atlas::detail {

bool read_parameter(std::string_view text, FieldRule const& rule, std::string& out) {
  if (rule.text && rule.text->check(text)) return false;
  out = text;
  return true;
}

bool read_parameter(std::string_view text, FieldRule const&, bool& out) {
  std::string const lower = lower_ascii(text);
  out = lower == "true";
  return out || lower == "false";
}

bool read_parameter(std::string_view text, FieldRule const& rule, std::int32_t& out) {
  auto const* end = text.data() + text.size();
  auto const [at, error] = std::from_chars(text.data(), end, out);
  return error == std::errc{} && at == end && out >= rule.minimum && out <= rule.maximum;
}

// Repeatable, and each occurrence may itself be a list with commas.
bool read_parameter(std::string_view text, FieldRule const& rule, std::vector<std::string>& out) {
  for (;;) {
    auto const comma = text.find(',');
    if (!read_parameter(text.substr(0, comma), rule, out.emplace_back())) return false;
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return rule.max_items == 0 || out.size() <= rule.max_items;
}

}  // namespace atlas::detail
