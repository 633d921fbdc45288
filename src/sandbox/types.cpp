// The kinds of text that rules and filters have, and the members that are more than one JSON type.
#include "sandbox/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "api/json_write.hpp"
#include "api/text.hpp"
#include "api/uri.hpp"

namespace orgd::sandbox {
namespace {

using atlas::fail;
using atlas::FieldRule;
using atlas::JsonNode;
using atlas::Side;
using atlas::detail::Place;
using JsonKind = JsonNode::Kind;

constexpr std::array<std::string_view, 7> methods{"GET",   "HEAD",   "POST",   "PUT",
                                                  "PATCH", "DELETE", "OPTIONS"};
constexpr std::array<std::string_view, 2> moments{"before", "after"};

std::string explain_any(std::string_view text) {
  if (text.empty()) return "is empty";
  return text.size() > longest_text
             ? fmt::format("has {} bytes, and at most {} are taken", text.size(), longest_text)
             : "";
}

std::string explain_org_id(std::string_view text) {
  return atlas::text::object_id.check(text) ? "is no organization's id" : "";
}

std::string explain_method(std::string_view text) {
  if (std::ranges::find(methods, text) != methods.end()) return "";
  return fmt::format("must be one of {}", fmt::join(methods, ", "));
}

std::string explain_moment(std::string_view text) {
  if (std::ranges::find(moments, text) != moments.end()) return "";
  return "must be \"before\" or \"after\"";
}

std::string explain_pattern(std::string_view text) {
  if (auto long_or_empty = explain_any(text); !long_or_empty.empty()) return long_or_empty;
  if (!text.starts_with('/')) return "must begin with a slash";
  if (text.contains('?')) return "is a path, and a query is no part of it";
  auto const segments = atlas::segments_of(text);
  for (std::size_t at = 0; at < segments.size(); ++at) {
    if (segments[at] == "**" && at + 1 < segments.size())
      return "has ** before its end, and ** is whatever follows";
    if (segments[at].contains('*') && segments[at] != "*" && segments[at] != "**")
      return "has a * that is no whole segment";
  }
  return "";
}

bool is_field_name(std::string_view name) {
  constexpr auto token = atlas::alphanumeric_or("!#$%&'*+-.^_`|~");
  return !name.empty() &&
         std::ranges::all_of(name, [&](char c) { return token[static_cast<unsigned char>(c)]; });
}

std::string explain_header(std::string_view text) {
  if (auto long_or_empty = explain_any(text); !long_or_empty.empty()) return long_or_empty;
  return is_field_name(text.substr(0, text.find(':'))) ? "" : "must be \"Name\" or \"Name: value\"";
}

template <std::string (*Explain)(std::string_view)>
constexpr atlas::TextRule rule_of(std::string_view about, std::string_view example,
                                  std::span<std::string_view const> values = {}) {
  return {.check =
              [](std::string_view text) {
                return Explain(text).empty() ? std::nullopt
                                             : std::optional(Code::invalid_attribute);
              },
          .values = values,
          .about = about,
          .example = example,
          .explain = Explain};
}

// The listener says these itself, and an answer that says them twice is none.
bool is_listeners(std::string_view name) {
  constexpr std::array<std::string_view, 4> own{"Connection", "Content-Length", "Date",
                                                "Transfer-Encoding"};
  return std::ranges::any_of(
      own, [&](std::string_view one) { return atlas::equal_ignoring_case(one, name); });
}

// What is wrong with a field for an answer, or "".
std::string fault_of_field(HeaderField const& field) {
  if (!is_field_name(field.name)) return "is no name of a field";
  if (is_listeners(field.name)) return "is a field that the server writes itself";
  if (field.name.size() + field.value.size() > longest_text)
    return fmt::format("has more than {} bytes", longest_text);
  bool const controls = std::ranges::any_of(field.value, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  });
  return controls ? "holds a control character" : "";
}

std::unexpected<atlas::ApiError> broken_limit(Place const& place, std::string_view what) {
  return fail(Code::validation_error, fmt::format("{} {}", place.text(), what));
}

// The number of a node, if it is one that a double holds.
std::optional<double> number_of(JsonNode const& node) {
  if (node.kind == JsonKind::integer) return static_cast<double>(node.integer);
  if (node.kind != JsonKind::number) return std::nullopt;
  double value = 0;
  auto const* end = node.text.data() + node.text.size();
  auto const read = std::from_chars(node.text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

namespace kind {

atlas::TextRule const any = rule_of<explain_any>("1 to 4096 bytes", "Example");
atlas::TextRule const org_id =
    rule_of<explain_org_id>("24 lower-case hexadecimal digits", "32b6e34b3d91647abb20e7b8");
atlas::TextRule const method =
    rule_of<explain_method>("an HTTP method in capitals", "GET", methods);
atlas::TextRule const pattern =
    rule_of<explain_pattern>("a path; * is one segment, ** at its end the rest", "/api/atlas/**");
atlas::TextRule const header =
    rule_of<explain_header>("a field's name, or its name and value", "User-Agent: curl");
atlas::TextRule const moment = rule_of<explain_moment>("before or after", "after", moments);

}  // namespace kind

Result<Done> read_value(JsonNode const& node, HeaderMap& out, FieldRule const&, Side,
                        Place const& place) {
  if (node.kind != JsonKind::object) return atlas::detail::wrong_type(place);
  if (node.children.size() > most_headers)
    return broken_limit(place, fmt::format("has more than {} fields", most_headers));
  out.fields.clear();
  for (JsonNode const& member : node.children) {
    Place const at{&place, member.key};
    if (member.kind != JsonKind::text) return atlas::detail::wrong_type(at);
    HeaderField field{.name = member.key, .value = member.text};
    if (auto const fault = fault_of_field(field); !fault.empty()) return broken_limit(at, fault);
    out.fields.push_back(std::move(field));
  }
  return Done{};
}

Result<Done> read_value(JsonNode const& node, DelayRange& out, FieldRule const&, Side,
                        Place const& place) {
  bool const pair = node.kind == JsonKind::array && node.children.size() == 2;
  if (node.kind != JsonKind::integer && !pair) return atlas::detail::wrong_type(place);
  JsonNode const& least = pair ? node.children.front() : node;
  JsonNode const& most = pair ? node.children.back() : node;
  if (least.kind != JsonKind::integer || most.kind != JsonKind::integer)
    return atlas::detail::wrong_type(place);
  if (least.integer < 0 || most.integer > longest_ms)
    return broken_limit(place, fmt::format("must be from 0 to {} milliseconds", longest_ms));
  if (least.integer > most.integer)
    return broken_limit(place, fmt::format("has a least delay, {}, above its most, {}",
                                           least.integer, most.integer));
  out = {.least = least.integer, .most = most.integer};
  return Done{};
}

Result<Done> read_value(JsonNode const& node, Chance& out, FieldRule const&, Side,
                        Place const& place) {
  auto const number = number_of(node);
  if (!number) return atlas::detail::wrong_type(place);
  if (!(*number >= 0 && *number <= 1)) return broken_limit(place, "must be from 0 to 1");
  out.value = *number + 0.0;  // -0 is 0
  return Done{};
}

Result<Done> read_value(JsonNode const& node, AnyJson& out, FieldRule const&, Side, Place const&) {
  out.node = node;
  return Done{};
}

void write_json(std::string& out, HeaderMap const& headers) {
  out += '{';
  for (bool first = true; HeaderField const& field : headers.fields) {
    if (!std::exchange(first, false)) out += ',';
    atlas::write_json(out, field.name);
    out += ':';
    atlas::write_json(out, field.value);
  }
  out += '}';
}

void write_json(std::string& out, DelayRange const& delay) {
  if (delay.least == delay.most)
    atlas::write_json(out, delay.least);
  else
    fmt::format_to(std::back_inserter(out), "[{},{}]", delay.least, delay.most);
}

void write_json(std::string& out, Chance chance) {
  fmt::format_to(std::back_inserter(out), "{}", chance.value);
}

void write_json(std::string& out, AnyJson const& json) { atlas::write_json(out, json.node); }

}  // namespace orgd::sandbox
