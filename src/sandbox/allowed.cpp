// Words for what members may be, out of the rules that they are read by.
#include "sandbox/allowed.hpp"

namespace orgd::sandbox {
namespace {

using atlas::FieldRule;

// "1 to 64 characters, " where the rule's own words do not say it.
std::string length_of(atlas::TextRule const& rule) {
  if (rule.max_length == 0 || rule.about.contains(fmt::to_string(rule.max_length))) return {};
  if (rule.min_length == rule.max_length) return fmt::format("{} characters, ", rule.max_length);
  return fmt::format("{} to {} characters, ", rule.min_length, rule.max_length);
}

// As an error repeats it: what stands in a request may be a megabyte.
std::string shortened(std::string text) {
  auto error = atlas::make_error(Code::invalid_attribute, {std::move(text)});
  return std::get<std::string>(error.parameters.front());
}

// What the reader has said beyond the place, or "".
std::string said_of(atlas::ApiError const& error, std::string_view place) {
  if (error.parameters.empty()) return {};
  auto const* const told = std::get_if<std::string>(&error.parameters.front());
  if (!told || *told == place || !told->starts_with(place)) return {};
  if (error.is(Code::validation_error)) return *told;
  return error.is(Code::invalid_json_attribute) ? *told + " has the wrong JSON type" : "";
}

// What the values of an enumeration are says it all.
std::string reason_of(atlas::JsonNode const& value, FieldRule const& rule) {
  bool const explains = value.kind == atlas::JsonNode::Kind::text && rule.text &&
                        rule.text->explain && rule.text->values.empty();
  return explains ? rule.text->explain(value.text) : "";
}

std::string whole_number(FieldRule const& rule) {
  return fmt::format("a whole number from {} to {}", rule.minimum, rule.maximum);
}

}  // namespace

std::string allowed_of(std::type_identity<bool>, FieldRule const&) { return "true or false"; }

std::string allowed_of(std::type_identity<std::int64_t>, FieldRule const& rule) {
  return whole_number(rule);
}
std::string allowed_of(std::type_identity<std::int32_t>, FieldRule const& rule) {
  return whole_number(rule);
}

std::string allowed_of(std::type_identity<std::string>, FieldRule const& rule) {
  if (!rule.text) return "a text";
  auto const& text = *rule.text;
  if (!text.values.empty()) return fmt::format("one of {}", fmt::join(text.values, ", "));
  if (text.about.empty()) return std::string(rule.about);
  return fmt::format("{}{}", length_of(text), text.about);
}

std::string allowed_of(std::type_identity<atlas::Date>, FieldRule const&) {
  return "an ISO 8601 date and time like 2030-01-01T00:00:00Z";
}

std::string allowed_of(std::type_identity<HeaderMap>, FieldRule const&) {
  return fmt::format(
      "an object of at most {} fields for an answer, whose values are texts without control "
      "characters; no more than {} bytes each; not Connection, Content-Length, Date or "
      "Transfer-Encoding",
      most_headers, longest_text);
}

std::string allowed_of(std::type_identity<DelayRange>, FieldRule const&) {
  return fmt::format("a whole number from 0 to {} or two of them, [least, most]", longest_ms);
}

std::string allowed_of(std::type_identity<Chance>, FieldRule const&) {
  return "a number from 0 to 1";
}

std::string allowed_of(std::type_identity<AnyJson>, FieldRule const&) { return "any JSON"; }

namespace misfit {

std::string words(Place const& place, JsonNode const& value, FieldRule const& rule,
                  atlas::ApiError const& error, std::string_view allowed) {
  auto const where = place.text();
  if (auto const reason = reason_of(value, rule); !reason.empty())
    return fmt::format("{} {}; it must be {}", where, reason, allowed);
  if (auto const said = said_of(error, where); !said.empty())
    return fmt::format("{}; {} must be {}", said, where, allowed);
  return fmt::format("{} must be {}", where, allowed);
}

std::string words_of_unknown(Place const& place, std::string_view known) {
  return fmt::format("{} is not known here; the members are: {}", shortened(place.text()), known);
}

}  // namespace misfit

}  // namespace orgd::sandbox
