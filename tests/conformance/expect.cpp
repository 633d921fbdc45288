// Expectations and the words of their failures.
#include "expect.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace conformance {

void fail(Answer const& answer, std::string const& expected) {
  throw Failure{
      fmt::format("sent:\n{}expected: {}\ngot:\n{}", answer.sent, expected, describe(answer))};
}

void expect(Answer const& answer, bool holds, std::string const& expected) {
  if (!holds) fail(answer, expected);
}

void expect_status(Answer const& answer, int status) {
  expect(answer, answer.status == status, fmt::format("status {}", status));
}

void expect_equal(Answer const& answer, std::string_view what, std::string const& got,
                  std::string const& expected) {
  if (got != expected) fail(answer, fmt::format("{} is {} (it is {})", what, expected, got));
}

void expect_header(Answer const& answer, std::string_view name, std::string_view value) {
  auto const values = answer.all(name);
  if (values.size() != 1 || values.front() != value)
    fail(answer, fmt::format("exactly one header {}: {}", name, value));
}

void expect_no_header(Answer const& answer, std::string_view name) {
  expect(answer, answer.all(name).empty(), fmt::format("no header {}", name));
}

void expect_body(Answer const& answer, std::string_view body) {
  expect(answer, answer.body == body, fmt::format("exactly the body\n{}", body));
}

void expect_words(Answer const& answer, std::string_view name, std::vector<std::string> words) {
  std::vector<std::string> got;
  std::string_view rest;
  std::string const value = answer.header(name);
  for (rest = value; !rest.empty();) {
    auto const end = std::min(rest.find(','), rest.size());
    std::string_view word = rest.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    got.emplace_back(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::ranges::sort(got);
  std::ranges::sort(words);
  expect(answer, got == words, fmt::format("header {} with exactly {}", name, words));
}

Node json_of(Answer const& answer) {
  auto node = parse_json(answer.body);
  if (!node) fail(answer, "a JSON body");
  return std::move(*node);
}

Node expect_ok(Answer const& answer, int status, std::string_view media_type) {
  expect_status(answer, status);
  expect_header(answer, "Content-Type", media_type);
  return json_of(answer);
}

void expect_accepted(Answer const& answer, std::string_view media_type) {
  expect_ok(answer, 202, media_type);
  expect_body(answer, "{}");
}

void expect_no_content(Answer const& answer, std::string_view media_type) {
  expect_status(answer, 204);
  expect_header(answer, "Content-Type", media_type);
  expect_body(answer, "");
}

Node expect_code(Answer const& answer, int status, std::string_view code) {
  std::string const wanted = fmt::format("{} {}", status, code);
  expect(answer, answer.status == status, wanted);
  expect_header(answer, "Content-Type", "application/json");
  Node const error = json_of(answer);
  expect(answer, error.kind == Node::Kind::object, wanted);
  Node const* got = error.find("errorCode");
  expect(answer, got && got->text == code, wanted);
  expect_members(answer, error, {"detail", "error", "errorCode", "parameters", "reason"});
  expect_member(answer, error, "error", std::to_string(status));
  expect_text(answer, error, "reason", words_for(status));
  expect(answer, !text_of(answer, error, "detail").empty(), "a detail that says something");
  return error;
}

void expect_error(Answer const& answer, int status, std::string_view code,
                  std::string_view parameters) {
  Node const error = expect_code(answer, status, code);
  expect_member(answer, error, "parameters", parameters);
}

void expect_error_on(Answer const& answer, int status, std::string_view code,
                     std::string_view parameter) {
  expect_error(answer, status, code, array({quoted(parameter)}));
}

void expect_challenge(Answer const& answer, std::string_view stale) {
  expect_status(answer, 401);
  expect_header(answer, "Content-Type", "application/json");
  auto const challenges = answer.all("WWW-Authenticate");
  expect(answer, challenges.size() == 1, "exactly one WWW-Authenticate");
  constexpr std::string_view before = "Digest realm=\"MMS Public API\", domain=\"\", nonce=\"";
  std::string const after = fmt::format("\", algorithm=MD5, qop=\"auth\", stale={}", stale);
  std::string const& got = challenges.front();
  constexpr std::string_view base64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
  bool const shaped = got.size() == before.size() + 32 + after.size() && got.starts_with(before) &&
                      got.ends_with(after) &&
                      got.find_first_not_of(base64, before.size()) == before.size() + 32;
  expect(answer, shaped, fmt::format("WWW-Authenticate: {}<32 base64>{}", before, after));
  expect_body(answer,
              "{\n"
              "  \"error\" : 401,\n"
              "  \"reason\" : \"Unauthorized\",\n"
              "  \"detail\" : \"You are not authorized for this resource.\",\n"
              "  \"errorCode\" : \"UNEXPECTED_ERROR\"\n"
              "}");
}

Node const& member(Answer const& answer, Node const& object, std::string_view name) {
  Node const* found = object.find(name);
  if (!found) fail(answer, fmt::format("a member {} in {}", name, show(object)));
  return *found;
}

Node member(Answer const& answer, Node&& object, std::string_view name) {
  return member(answer, std::as_const(object), name);
}

std::string text_of(Answer const& answer, Node const& object, std::string_view name) {
  Node const& found = member(answer, object, name);
  expect(answer, found.kind == Node::Kind::text, fmt::format("{} is a text", name));
  return found.text;
}

void expect_members(Answer const& answer, Node const& object, std::vector<std::string> names) {
  std::vector<std::string> got;
  for (Node const& child : object.children) got.push_back(child.key);
  std::ranges::sort(names);
  std::ranges::sort(got);
  expect(answer, got == names, fmt::format("exactly the members {} (there are {})", names, got));
}

void expect_member(Answer const& answer, Node const& object, std::string_view name,
                   std::string_view json) {
  expect_equal(answer, name, show(member(answer, object, name)), std::string(json));
}

void expect_text(Answer const& answer, Node const& object, std::string_view name,
                 std::string_view text) {
  expect_member(answer, object, name, quoted(text));
}

void expect_object_id(Answer const& answer, std::string_view text) {
  bool const shaped =
      text.size() == 24 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  expect(answer, shaped, fmt::format("an identifier of 24 hex digits (it is {})", text));
}

std::int64_t expect_date(Answer const& answer, Node const& object, std::string_view name) {
  std::string const text = text_of(answer, object, name);
  auto const date = read_date(text);
  expect(answer, date.has_value(),
         fmt::format("{} is YYYY-MM-DDTHH:MM:SSZ (it is {})", name, text));
  return *date;
}

std::vector<std::string> column(Answer const& answer, Node const& list, std::string_view name) {
  std::vector<std::string> values;
  for (Node const& element : list.children) values.push_back(text_of(answer, element, name));
  return values;
}

Node const& element_with(Answer const& answer, Node const& list, std::string_view name,
                         std::string_view value) {
  for (Node const& element : list.children)
    if (Node const* found = element.find(name); found && found->text == value) return element;
  fail(answer, fmt::format("an element whose {} is {}", name, value));
}

std::string href_of(Node const& object, std::string_view rel) {
  Node const* links = object.find("links");
  if (!links) return "";
  for (Node const& link : links->children)
    if (Node const* found = link.find("rel"); found && found->text == rel)
      if (Node const* href = link.find("href")) return href->text;
  return "";
}

}  // namespace conformance
