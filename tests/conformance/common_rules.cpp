// The rules of contract 1.2 (JSON output), 1.3.5, 1.7, 1.8 and 1.11 for all answers.
#include "common_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "expect.hpp"

namespace conformance {
namespace {

struct FixedHeader {
  std::string_view name;
  std::string_view value;
};

constexpr std::array fixed_headers{
    FixedHeader{"Strict-Transport-Security", "max-age=31536000; includeSubdomains;"},
    FixedHeader{"X-Content-Type-Options", "nosniff"},
    FixedHeader{"X-Frame-Options", "DENY"},
    FixedHeader{"X-Permitted-Cross-Domain-Policies", "none"},
    FixedHeader{"Referrer-Policy", "strict-origin-when-cross-origin"},
    FixedHeader{"Vary", "Accept, Accept-Encoding"}};

bool sorted_everywhere(Node const& node) {
  if (node.kind == Node::Kind::object && !std::ranges::is_sorted(node.children, {}, &Node::key))
    return false;
  return std::ranges::all_of(node.children, sorted_everywhere);
}

bool is_count(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Whoever was let in by the server's own account sees the limits; a 401 is from before.
bool passed_authentication(RequestSpec const& request, Answer const& answer) {
  bool const unknown =
      answer.status >= 500;  // the store may have failed before the caller was known
  return request.credentials && answer.all("WWW-Authenticate").empty() && !unknown;
}

bool gives_leave(Answer const& answer) {
  constexpr std::string_view prefix = "Access-Control-";
  return std::ranges::any_of(answer.headers, [&](Header const& field) {
    return same_name(std::string_view(field.name).substr(0, prefix.size()), prefix);
  });
}

class Rules {
 public:
  explicit Rules(Answer const& answer) : answer_(answer) {}
  void hold(bool holds, std::string_view rule) {
    if (!holds) broken_.push_back({std::string(rule), first_line()});
  }
  std::vector<BrokenRule> take() { return std::move(broken_); }

 private:
  std::string first_line() const {
    return fmt::format("{} -> {}", answer_.sent.substr(0, answer_.sent.find('\n')), answer_.status);
  }
  Answer const& answer_;
  std::vector<BrokenRule> broken_;
};

void look_at_json(RequestSpec const& request, Answer const& answer, Rules& rules) {
  auto const node = parse_json(answer.body);
  rules.hold(node.has_value(), "a body is well-formed JSON in UTF-8");
  if (!node || !answer.all("WWW-Authenticate").empty()) return;
  rules.hold(sorted_everywhere(*node), "members stand in ascending order of their names");
  if (!request.target.contains("pretty"))
    rules.hold(show(*node) == answer.body, "a body is compact, without a newline at its end");
}

}  // namespace

std::vector<BrokenRule> broken_rules(RequestSpec const& request, Answer const& answer) {
  Rules rules(answer);
  rules.hold(!gives_leave(answer), "no page of another site may read an answer");
  rules.hold(answer.status / 100 != 3, "no answer leads elsewhere");
  if (!request.target.starts_with("/api/atlas/v2")) return rules.take();
  for (auto const& [name, value] : fixed_headers) {
    auto const values = answer.all(name);
    rules.hold(values.size() == 1 && values.front() == value, fmt::format("{}: {}", name, value));
  }
  if (passed_authentication(request, answer))
    for (auto const* name : {"RateLimit-Limit", "RateLimit-Remaining"})
      rules.hold(is_count(answer.header(name)), fmt::format("{} is a number", name));
  std::string const type = answer.header("Content-Type");
  if (answer.status >= 400 && !answer.body.empty())
    rules.hold(type == "application/json", "errors are exactly application/json");
  if (answer.status / 100 == 2 && request.method != "OPTIONS")
    rules.hold(std::ranges::count(versioned_types, type) == 1,
               "successes carry the versioned type alone");
  if (answer.status == 204) rules.hold(answer.body.empty(), "204 has no body");
  if (!answer.body.empty()) look_at_json(request, answer, rules);
  if (answer.body.contains("\"privateKey\":\"") && !answer.body.contains("\"privateKey\":\"****"))
    rules.hold(answer.header("Cache-Control") == "no-store", "a secret is never to be stored");
  return rules.take();
}

}  // namespace conformance
