// Walks a sample and breaks it in every way that types and rules know.
#include "malformed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text_samples.hpp"

namespace contract {
namespace {

using atlas::Code;
using Kind = Shape::Kind;

struct Literal {
  Kind kind;
  std::string_view json;
};
constexpr std::array literals{Literal{Kind::boolean, "true"}, Literal{Kind::integer, "1"},
                              Literal{Kind::scalar, "1.5"},   Literal{Kind::text, "\"text\""},
                              Literal{Kind::list, "[]"},      Literal{Kind::object, "{}"}};

class Breaker {
 public:
  explicit Breaker(Sample const& top) : top_(top) {}

  std::vector<Malformed> take() {
    break_whole();
    break_value(top_, "");
    return std::move(found_);
  }

 private:
  void add(std::string what, std::string body, std::optional<Code> code,
           std::optional<std::string> parameter = {}) {
    found_.push_back({std::move(what), std::move(body), code, std::move(parameter)});
  }
  void replace(Sample const& at, std::string const& place, std::string json,
               std::optional<Code> code) {
    Change const change{.at = &at, .json = json};
    // Codes that speak of an attribute name it; others show the value, or nothing.
    bool const names = code == Code::missing_attribute || code == Code::invalid_attribute ||
                       code == Code::invalid_json_attribute || code == Code::validation_error;
    add(fmt::format("{} = {}", place, json), print(top_, &change), code,
        names ? std::optional(place) : std::nullopt);
  }

  void break_whole() {
    std::string const fine = print(top_);
    bool const list = top_.shape->kind == Kind::list;
    for (std::string_view const body : {"", "nonsense", "{", "[1", "{\"a\":}", "{'a':1}", "\x01"})
      add(fmt::format("no JSON: {}", body), std::string(body), Code::malformed_json);
    for (std::string const& body : {fine + "}", fine + " {}", "// " + fine, "\xef\xbb" + fine,
                                    "\xef\xbb\xbf\xef\xbb\xbf" + fine})
      add("JSON with something beside it", body, Code::malformed_json);
    add("bad UTF-8", list ? "[\"\xff\"]" : "{\"\xff\":1}", Code::malformed_json);
    add("nested too deep", std::string(40, '[') + std::string(40, ']'), Code::malformed_json);
    for (std::string_view const body : {"null", "1", "\"text\"", "true"})
      add(fmt::format("another kind: {}", body), std::string(body), Code::invalid_json);
    add("another kind", list ? "{}" : "[]", Code::invalid_json);
  }

  void break_value(Sample const& at, std::string const& place) {
    if (&at != &top_) break_type(at, place);
    if (at.shape->kind == Kind::text && at.shape->rule.text) break_text(at, place);
    if (at.shape->kind == Kind::integer) break_number(at, place);
    if (at.shape->kind == Kind::list) break_list(at, place);
    if (at.shape->kind == Kind::object) break_object(at, place);
  }

  void break_type(Sample const& at, std::string const& place) {
    for (auto const& [kind, json] : literals)
      if (kind != at.shape->kind)
        replace(at, place, std::string(json), Code::invalid_json_attribute);
  }

  void break_text(Sample const& at, std::string const& place) {
    atlas::FieldRule const& rule = at.shape->rule;
    if (rule.text->min_length > 0) replace(at, place, "\"\"", rule.missing);
    for (auto const& [text, code] : samples_of(*rule.text).broken)
      replace(at, place, json_text(text), text.contains('\xff') ? Code::malformed_json : code);
  }

  void break_number(Sample const& at, std::string const& place) {
    atlas::FieldRule const& rule = at.shape->rule;
    for (auto const number : {rule.minimum - 1, rule.maximum + 1})
      replace(at, place, fmt::to_string(number), Code::validation_error);
    replace(at, place, "18446744073709551615", Code::invalid_json_attribute);
  }

  void break_list(Sample const& at, std::string const& place) {
    atlas::FieldRule const& rule = at.shape->rule;
    std::string const named = place.empty() ? "the list" : place;
    // The rule of a list of objects is for the list; that of a list of texts is for both.
    if (rule.non_empty) {
      replace(at, place, "[]", rule.missing);
      if (rule.missing == Code::validation_error)
        found_.back().parameter = named + " must hold at least 1 element";
    }
    std::string const element = place + "[0]";
    replace(at.children.front(), element, "null", Code::invalid_json_attribute);
    break_value(at.children.front(), element);
    if (rule.max_items == 0) return;
    std::string many = print(at.children.front());
    for (unsigned i = 0; i < rule.max_items; ++i) many += "," + print(at.children.front());
    replace(at, place, "[" + many + "]", Code::validation_error);
    found_.back().parameter =
        fmt::format("{} must hold at most {} elements", named, rule.max_items);
  }

  void break_object(Sample const& at, std::string const& place) {
    auto const inside = [&](std::string_view name) {
      return place.empty() ? std::string(name) : fmt::format("{}.{}", place, name);
    };
    add_members(at, "\"unheardOf\":1", inside("unheardOf"), Code::invalid_attribute,
                inside("unheardOf"));
    for (Sample const& child : at.children) {
      std::string const there = inside(child.shape->name);
      add_members(at, fmt::format("{}:{}", json_text(child.shape->name), print(child)),
                  there + " twice", Code::malformed_json, {});
      break_presence(child, there);
      break_value(child, there);
    }
    for (Shape const& part : at.shape->parts)
      if (part.rule.read_only)
        add_members(at, fmt::format("{}:{{}}", json_text(part.name)),
                    inside(part.name) + ", which is read-only", std::nullopt, {});
  }

  void break_presence(Sample const& at, std::string const& place) {
    Change const change{.at = &at};
    if (at.shape->optional) {
      replace(at, place, "null", std::nullopt);
      if (!at.shape->nullable) found_.back().same_as = print(top_, &change);
      return;
    }
    replace(at, place, "null", at.shape->rule.missing);
    bool const names = at.shape->rule.missing == Code::missing_attribute;
    add("no " + place, print(top_, &change), at.shape->rule.missing,
        names ? std::optional(place) : std::nullopt);
  }

  void add_members(Sample const& at, std::string members, std::string what,
                   std::optional<Code> code, std::optional<std::string> parameter) {
    Change const change{.at = &at, .more = std::move(members)};
    add(std::move(what), print(top_, &change), code, std::move(parameter));
  }

  Sample const& top_;
  std::vector<Malformed> found_;
};

std::vector<std::string> broken_values(Shape const& parameter) {
  switch (parameter.kind) {
    case Kind::boolean:
      return {"maybe", "1", "yes", "", "truee"};
    case Kind::integer: {
      std::vector<std::string> values{"", "abc", "1.5", "1e3", "99999999999", "+1", "0x1", "1 "};
      values.push_back(fmt::to_string(parameter.rule.minimum - 1));
      values.push_back(fmt::to_string(parameter.rule.maximum + 1));
      return values;
    }
    case Kind::list: {
      auto values = broken_values(parameter.parts.front());
      std::string const fine = samples_of(*parameter.rule.text).fine;
      std::string many = fine;
      for (unsigned i = 0; i < parameter.rule.max_items; ++i) many += "," + fine;
      values.push_back(many);
      return values;
    }
    default:
      break;
  }
  std::vector<std::string> values;
  if (parameter.rule.text)
    for (BrokenText const& broken : samples_of(*parameter.rule.text).broken)
      values.push_back(broken.text);
  return values;
}

}  // namespace

std::vector<Malformed> malformed_bodies(Sample const& sample) { return Breaker(sample).take(); }

std::vector<Malformed> malformed_values(Shape const& parameter, Code code) {
  std::vector<Malformed> found;
  for (auto& value : broken_values(parameter)) {
    bool const absent = value.empty() && parameter.optional && parameter.rule.text &&
                        !parameter.rule.text->check("");
    std::string what = fmt::format("{} = \"{}\"", parameter.name, value);
    if (!absent) found.push_back({std::move(what), std::move(value), code, parameter.name});
  }
  return found;
}

}  // namespace contract
