// The only file that sees libjq.
#include "cli/filter.hpp"

#include <fmt/format.h>

#include <memory>

extern "C" {
#include <jq.h>
#include <jv.h>
}

namespace orgctl {
namespace {

struct Teardown {
  void operator()(jq_state* state) const { jq_teardown(&state); }
};
using State = std::unique_ptr<jq_state, Teardown>;

std::string text_in(jv value) {
  std::string text(jv_string_value(value),
                   static_cast<std::size_t>(jv_string_length_bytes(jv_copy(value))));
  jv_free(value);
  return text;
}

// What jq says of a program that it cannot compile, several lines.
void note(void* said, jv message) {
  auto& text = *static_cast<std::string*>(said);
  text += (text.empty() ? "" : "\n") + text_in(jq_format_error(message));
}

State compiled(std::string const& expression, std::string& problem) {
  State state(jq_init());
  if (!state) {
    problem = "jq cannot be started";
    return nullptr;
  }
  jq_set_error_cb(state.get(), note, &problem);
  if (jq_compile(state.get(), expression.c_str()) != 0) return state;
  if (problem.empty()) problem = "it is no expression of jq";
  return nullptr;
}

std::string line_of(jv value, bool texts_as_json) {
  bool const plain = jv_get_kind(value) == JV_KIND_STRING && !texts_as_json;
  return text_in(plain ? value : jv_dump_string(value, 0)) + "\n";
}

}  // namespace

std::string filter_problem(std::string const& expression) {
  std::string problem;
  return compiled(expression, problem) ? "" : fmt::format("--jq: {}", problem);
}

std::expected<std::string, std::string> filter(std::string const& json,
                                               std::string const& expression, bool texts_as_json) {
  std::string problem;
  auto const state = compiled(expression, problem);
  if (!state) return std::unexpected(fmt::format("--jq: {}", problem));
  jq_start(state.get(), jv_parse_sized(json.data(), static_cast<int>(json.size())), 0);
  std::string lines;
  for (;;) {
    jv result = jq_next(state.get());
    if (jv_is_valid(result)) {
      lines += line_of(result, texts_as_json);
      continue;
    }
    if (!jv_invalid_has_msg(jv_copy(result))) {
      jv_free(result);
      return lines;
    }
    jv message = jv_invalid_get_msg(result);
    bool const is_text = jv_get_kind(message) == JV_KIND_STRING;
    return std::unexpected(
        fmt::format("--jq: {}", text_in(is_text ? message : jv_dump_string(message, 0))));
  }
}

}  // namespace orgctl
