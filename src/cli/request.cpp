// From options to a call.
#include "cli/request.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <ranges>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;
using Problem = std::unexpected<std::string>;

// The first thing that keeps `given` from being this form, or "".
std::string misfit(Form const& form, Given const& given, std::string_view version,
                   bool has_whole_body) {
  if (!version.empty() && version_text(*form.info) != version)
    return fmt::format("this command has no version {}", version);
  for (auto const& [name, values] : given)
    if (!form.find(name)) return name + " does not go with what else is given";
  std::vector<std::string> missing;
  for (Option const& option : form.options)
    if (option.required && !given.contains(option.name) &&
        !(has_whole_body && option.part == Part::body))
      missing.push_back(option.name);
  if (missing.empty()) return "";
  return fmt::format("{} {} missing", fmt::join(missing, ", "), missing.size() == 1 ? "is" : "are");
}

std::expected<JsonNode, std::string> leaf(Option const& option, std::string const& text) {
  JsonNode node;
  if (!atlas::each_code_point(text, [](char32_t) { return true; }))
    return Problem(fmt::format("{} holds bytes that are not UTF-8", option.name));
  if (option.nullable && text == "null") return node;
  switch (option.kind) {
    case ValueKind::text:
    case ValueKind::texts:
      node.kind = JsonNode::Kind::text;
      node.text = text;
      return node;
    case ValueKind::boolean:
      node.kind = JsonNode::Kind::boolean;
      node.boolean = atlas::equal_ignoring_case(text, "true");
      if (!node.boolean && !atlas::equal_ignoring_case(text, "false"))
        return Problem(fmt::format("{} is true or false, not {}", option.name, text));
      return node;
    case ValueKind::integer: {
      node.kind = JsonNode::Kind::integer;
      auto const* end = text.data() + text.size();
      auto const read = std::from_chars(text.data(), end, node.integer);
      if (read.ec != std::errc() || read.ptr != end)
        return Problem(fmt::format("{} is a whole number, not {}", option.name, text));
      return node;
    }
    case ValueKind::json: {
      auto parsed = atlas::parse_json(text);
      if (!parsed)
        return Problem(fmt::format("{} takes JSON; this is none: {}", option.name, text));
      return std::move(*parsed);
    }
  }
  return node;
}

std::expected<JsonNode, std::string> value_of(Option const& option,
                                              std::vector<std::string> const& texts) {
  if (option.kind != ValueKind::texts || (option.nullable && texts.front() == "null"))
    return leaf(option, texts.back());
  JsonNode list{.kind = JsonNode::Kind::array};
  for (auto const& text : texts) {
    auto element = leaf(option, text);
    if (!element) return element;
    list.children.push_back(std::move(*element));
  }
  return list;
}

// The object's member of that name, made when it is not there.
JsonNode& member(JsonNode& object, std::string const& key) {
  auto at = std::ranges::find(object.children, key, &JsonNode::key);
  if (at == object.children.end())
    at = object.children.insert(at, JsonNode{.kind = JsonNode::Kind::object, .key = key});
  return *at;
}

std::expected<std::string, std::string> body_of(Form const& form, Given const& given) {
  JsonNode body{.kind = JsonNode::Kind::object};
  for (Option const& option : form.options) {
    auto const at = given.find(option.name);
    if (option.part != Part::body || at == given.end()) continue;
    JsonNode* object = &body;
    for (auto const& key : option.keys | std::views::take(option.keys.size() - 1))
      object = &member(*object, key);
    auto value = value_of(option, at->second);
    if (!value) return Problem(std::move(value.error()));
    value->key = option.keys.back();
    member(*object, value->key) = std::move(*value);
  }
  std::string text;
  atlas::write_json(text, body);
  return form.body_is_list ? "[" + text + "]" : text;
}

}  // namespace

std::string version_text(atlas::OperationInfo const& info) {
  auto const type = atlas::media_type_of(info.version);
  auto const begin = type.find_first_of("0123456789");
  return begin == std::string::npos ? "" : type.substr(begin, 10);
}

std::expected<Form const*, std::string> choose_form(OperationCommand const& command,
                                                    Given const& given, std::string_view version,
                                                    bool has_whole_body) {
  std::vector<std::string> problems;
  for (Form const& form : command.forms | std::views::reverse) {
    auto problem = misfit(form, given, version, has_whole_body);
    if (problem.empty()) return &form;
    if (std::ranges::find(problems, problem) == problems.end())
      problems.push_back(std::move(problem));
  }
  return Problem(fmt::format("{}", fmt::join(problems, ", or ")));
}

std::expected<atlas::detail::CallRequest, std::string> make_request(Form const& form,
                                                                    Given const& given,
                                                                    std::string const* whole_body) {
  atlas::detail::CallRequest request{.info = form.info, .target = {}};
  std::vector<std::string_view> places;
  std::string query;
  for (Option const& option : form.options) {
    auto const at = given.find(option.name);
    if (at == given.end()) continue;
    // A query is judged like a body, and then sent as it was given.
    if (auto const value = value_of(option, at->second); !value) return Problem(value.error());
    if (option.part == Part::path) places.push_back(at->second.back());
    if (option.part != Part::query) continue;
    for (auto const& value : at->second)
      query += fmt::format("{}{}={}", query.empty() ? '?' : '&', option.keys.back(),
                           atlas::percent_encode(value));
  }
  request.target = atlas::expand_template(form.info->path, places) + query;
  if (!form.takes_body) return request;
  request.has_body = true;
  if (whole_body) {
    request.body = *whole_body;
    return request;
  }
  auto body = body_of(form, given);
  if (!body) return Problem(std::move(body.error()));
  request.body = std::move(*body);
  return request;
}

}  // namespace orgctl
