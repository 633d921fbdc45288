// Headers, errors and their messages.
#include "atlas/response.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "api/json_read.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"
#include "atlas/exception.hpp"
#include "atlas/page_range.hpp"
#include "client/error_body.hpp"

namespace atlas {

void Headers::add(std::string_view name, std::string_view value) {
  fields_.push_back({std::string(name), std::string(value)});
}

void Headers::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](Field const& field) { return equal_ignoring_case(field.name, name); });
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (Field const& field : fields_)
    if (equal_ignoring_case(field.name, name)) return field.value;
  return std::nullopt;
}

std::string_view name_of(Failure failure) {
  constexpr std::array<std::string_view, 8> names{"status",      "unreadable",  "connect",
                                                  "timeout",     "interrupted", "cancelled",
                                                  "credentials", "invalid"};
  return names[static_cast<std::size_t>(failure)];
}

std::string Error::summary() const {
  std::string text;
  if (failure != Failure::status) text = fmt::format("{}: {}", name_of(failure), detail);
  if (failure == Failure::status) {
    text = fmt::to_string(status);
    text += api.error_code.empty() ? " " + reason : " " + api.error_code;
    if (!api.detail.empty()) text += ": " + api.detail;
  }
  if (attempts > 1) text += fmt::format(" ({} attempts)", attempts);
  return text;
}

std::string Error::message() const {
  std::string text = operation;
  if (!object.empty()) text += " " + object;
  text += (text.empty() ? "" : ": ") + summary();
  auto const what_to_do = advice();
  if (what_to_do.empty()) return text;
  if (!text.ends_with('.')) text += '.';
  return text + " " + what_to_do;
}

void throw_api_exception(Error error) { throw ApiException(std::move(error)); }

namespace detail {

std::optional<std::int32_t> page_number_of(std::string_view href) {
  auto const pairs = parse_query(split_target(href).query);
  if (!pairs) return std::nullopt;
  for (auto const& [name, value] : *pairs) {
    std::int32_t number = 0;
    auto const [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (name == "pageNum" && failed == std::errc() && end == value.data() + value.size())
      return number;
  }
  return std::nullopt;
}

Error goes_back(std::int32_t page, std::int32_t next) {
  return {
      .failure = Failure::unreadable,
      .detail = fmt::format("the list does not go on: page {} says that {} is next", page, next)};
}

namespace {

Parameter parameter_of(JsonNode const& node) {
  if (node.kind == JsonNode::Kind::integer) return node.integer;
  return node.text;
}

}  // namespace

Error error_of(HttpResponse answer, int attempts) {
  Error error{.status = answer.status,
              .reason = std::move(answer.reason),
              .headers = std::move(answer.headers),
              .body = std::move(answer.body),
              .attempts = attempts};
  if (error.reason.empty()) error.reason = reason_phrase(error.status);
  auto node = parse_json(error.body);
  if (!node) return error;
  // An envelope around an error, for clients that cannot see statuses.
  JsonNode const* content = node->find("content");
  JsonNode const& body = content ? *content : *node;
  auto const text = [&](std::string_view name) {
    auto const* member = body.find(name);
    return member ? member->text : std::string();
  };
  error.api = {.detail = text("detail"),
               .error = error.status,
               .error_code = text("errorCode"),
               .reason = text("reason")};
  if (auto const* parameters = body.find("parameters"))
    for (JsonNode const& parameter : parameters->children)
      error.api.parameters.push_back(parameter_of(parameter));
  return error;
}

}  // namespace detail
}  // namespace atlas
