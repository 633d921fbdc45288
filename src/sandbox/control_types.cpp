// Kinds of text that only the control plane has.
#include "sandbox/control_types.hpp"

#include <algorithm>
#include <array>

#include "sandbox/duration.hpp"
#include "sandbox/world.hpp"

namespace orgd::sandbox::kind {
namespace {

constexpr std::array<std::string_view, 2> modes{"real", "frozen"};
constexpr std::array<std::string_view, 2> formats{"json", "yaml"};

std::optional<Code> check_world(std::string_view text) {
  return is_world_name(text) ? std::nullopt : std::optional(Code::validation_error);
}
std::optional<Code> check_mode(std::string_view text) {
  return text == modes[0] || text == modes[1] ? std::nullopt
                                              : std::optional(Code::invalid_enum_value);
}
std::optional<Code> check_format(std::string_view text) {
  return text == formats[0] || text == formats[1] ? std::nullopt
                                                  : std::optional(Code::invalid_enum_value);
}
std::optional<Code> check_span(std::string_view text) {
  return parse_span(text) ? std::nullopt : std::optional(Code::validation_error);
}
std::optional<Code> check_status(std::string_view text) {
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  bool const fits =
      text == "0" || (text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
                      (text.substr(1) == "xx" || std::ranges::all_of(text, is_digit)));
  return fits ? std::nullopt : std::optional(Code::validation_error);
}

}  // namespace

constinit atlas::TextRule const world{.check = check_world,
                                      .pattern = "^[a-z0-9-]{1,40}$",
                                      .min_length = 1,
                                      .max_length = 40,
                                      .about = "one to 40 of a-z, 0-9 and -",
                                      .example = "test-1"};
constinit atlas::TextRule const mode{.check = check_mode, .values = modes, .example = "frozen"};
constinit atlas::TextRule const format{.check = check_format, .values = formats};
constinit atlas::TextRule const span{.check = check_span, .about = span_form, .example = "90m"};
constinit atlas::TextRule const status{.check = check_status,
                                       .pattern = "^(0|[1-5]([0-9]{2}|xx))$",
                                       .about = "a status, a class of them as 4xx, or 0",
                                       .example = "4xx"};

}  // namespace orgd::sandbox::kind
