// JSON syntax (by simdjson) and the values of leaves. The only file that sees simdjson.
#include "api/json_read.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "api/json_numbers.hpp"

namespace atlas {

JsonNode const* JsonNode::find(std::string_view name) const {
  auto const at = std::ranges::find(children, name, &JsonNode::key);
  return at == children.end() ? nullptr : &*at;
}

namespace {

constexpr std::size_t max_depth = 32;

// Digits of numbers that the parser was not shown, the next one first.
using Digits = std::span<std::string const>;

bool copy(simdjson::dom::element element, JsonNode& node, Digits& digits);

bool copy_object(simdjson::dom::object object, JsonNode& node, Digits& digits) {
  node.kind = JsonNode::Kind::object;
  std::vector<std::string_view> keys;
  for (auto member : object) {
    keys.push_back(member.key);
    JsonNode& child = node.children.emplace_back();
    child.key = member.key;
    if (!copy(member.value, child, digits)) return false;
  }
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) == keys.end();
}

bool copy_array(simdjson::dom::array array, JsonNode& node, Digits& digits) {
  node.kind = JsonNode::Kind::array;
  for (auto element : array)
    if (!copy(element, node.children.emplace_back(), digits)) return false;
  return true;
}

// False for a duplicate member anywhere below.
bool copy(simdjson::dom::element element, JsonNode& node, Digits& digits) {
  using Type = simdjson::dom::element_type;
  switch (element.type()) {
    case Type::OBJECT:
      return copy_object(element.get_object().value_unsafe(), node, digits);
    case Type::ARRAY:
      return copy_array(element.get_array().value_unsafe(), node, digits);
    case Type::STRING:
      node.kind = JsonNode::Kind::text;
      node.text = element.get_string().value_unsafe();
      return true;
    case Type::INT64:
      node.kind = JsonNode::Kind::integer;
      node.integer = element.get_int64().value_unsafe();
      return true;
    case Type::BOOL:
      node.kind = JsonNode::Kind::boolean;
      node.boolean = element.get_bool().value_unsafe();
      return true;
    case Type::UINT64:
    case Type::DOUBLE:
      node.kind = JsonNode::Kind::number;
      node.text = digits.empty() ? std::string(simdjson::minify(element)) : digits.front();
      if (!digits.empty()) digits = digits.subspan(1);
      return true;
    case Type::NULL_VALUE:
      return true;
  }
  return false;
}

}  // namespace

Result<JsonNode> parse_json(std::string_view bytes) {
  // Some clients begin every text with a byte order mark, which RFC 8259 lets a reader skip.
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  simdjson::dom::parser parser;
  if (parser.allocate(std::max<std::size_t>(bytes.size(), 64), max_depth) != simdjson::SUCCESS)
    return fail(Code::malformed_json);
  simdjson::dom::element root;
  auto error = parser.parse(bytes.data(), bytes.size(), true).get(root);
  detail::ReadableNumbers numbers;
  if (error == simdjson::NUMBER_ERROR) {
    if (auto readable = detail::with_readable_numbers(bytes)) {
      numbers = std::move(*readable);
      error = parser.parse(numbers.json.data(), numbers.json.size(), true).get(root);
    }
  }
  if (error != simdjson::SUCCESS) return fail(Code::malformed_json);
  JsonNode node;
  Digits digits = numbers.replaced;
  if (!copy(root, node, digits)) return fail(Code::malformed_json);
  return node;
}

namespace {

// Reads exactly `digits` digits at the front of `text`.
bool take_number(std::string_view& text, std::size_t digits, int& out) {
  if (text.size() < digits) return false;
  auto const* end = text.data() + digits;
  if (!std::all_of(text.data(), end, [](char c) { return c >= '0' && c <= '9'; })) return false;
  std::from_chars(text.data(), end, out);
  text.remove_prefix(digits);
  return true;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// "Z", "+hh:mm", "-hhmm" or nothing (UTC).
bool take_offset(std::string_view& text, std::chrono::minutes& offset) {
  if (text.empty() || take(text, 'Z')) return true;
  int const sign = text.front() == '-' ? -1 : 1;
  int hours = 0;
  int minutes = 0;
  if (!take(text, '+') && !take(text, '-')) return false;
  if (!take_number(text, 2, hours)) return false;
  take(text, ':');
  if (!text.empty() && !take_number(text, 2, minutes)) return false;
  offset = sign * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
  return hours < 24 && minutes < 60;
}

}  // namespace

Result<Date> parse_date(std::string_view given) {
  using namespace std::chrono;
  std::string_view text = given;
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
  minutes offset{0};
  bool fine = take_number(text, 4, y) && take(text, '-') && take_number(text, 2, mo) &&
              take(text, '-') && take_number(text, 2, d);
  year_month_day const ymd{year(y), month(static_cast<unsigned>(mo)),
                           day(static_cast<unsigned>(d))};
  fine = fine && ymd.ok();
  if (fine && !text.empty()) {
    fine = take(text, 'T') && take_number(text, 2, h) && take(text, ':') &&
           take_number(text, 2, mi) && h < 24 && mi < 60;
    if (fine && take(text, ':')) fine = take_number(text, 2, s) && s < 60;
    if (fine && take(text, '.'))
      text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    fine = fine && take_offset(text, offset);
  }
  if (!fine || !text.empty()) return fail(Code::invalid_date_format, std::string(given));
  Date const date = Date(sys_days(ymd)) + hours(h) + minutes(mi) + seconds(s) - offset;
  // An offset can lead out of the years that four digits can say.
  if (date < sys_days(year(0) / 1 / 1) || date >= sys_days(year(10000) / 1 / 1))
    return fail(Code::invalid_date_format, std::string(given));
  return date;
}

namespace detail {

std::string Place::text() const {
  if (!parent) return {};
  std::string const before = parent->text();
  if (name.empty()) return fmt::format("{}[{}]", before, index);
  return before.empty() ? std::string(name) : fmt::format("{}.{}", before, name);
}

std::unexpected<ApiError> wrong_type(Place const& place) {
  return fail(Code::invalid_json_attribute, place.text());
}

// Codes whose text speaks of an attribute name the attribute, others the value, some neither.
std::unexpected<ApiError> broken_rule(Code code, Place const& place, std::string_view value) {
  if (!row_of(code).detail.contains("{0}")) return fail(code);
  bool const names = code == Code::invalid_attribute || code == Code::missing_attribute ||
                     code == Code::validation_error;
  return fail(code, names ? place.text() : std::string(value));
}

namespace {

// The code's own text says what the rule is; where something else is wrong than that makes one
// think, the error says what.
std::unexpected<ApiError> broken_text(Code code, TextRule const& rule, Place const& place,
                                      std::string_view value) {
  auto broken = broken_rule(code, place, value);
  std::string const reason = rule.explain ? rule.explain(value) : "";
  if (!reason.empty()) broken.error().detail = fmt::format("{} {}.", place.text(), reason);
  return broken;
}

std::unexpected<ApiError> wrong_size(Place const& place, std::string_view least_or_most,
                                     std::size_t limit) {
  std::string const where = place.text();
  return fail(Code::validation_error,
              fmt::format("{} must hold {} {} element{}", where.empty() ? "the list" : where,
                          least_or_most, limit, limit == 1 ? "" : "s"));
}

}  // namespace

Result<Done> read_value(JsonNode const& node, bool& out, FieldRule const&, Side,
                        Place const& place) {
  if (node.kind != JsonNode::Kind::boolean) return wrong_type(place);
  out = node.boolean;
  return Done{};
}

Result<Done> read_value(JsonNode const& node, std::int64_t& out, FieldRule const& rule, Side side,
                        Place const& place) {
  if (node.kind != JsonNode::Kind::integer) return wrong_type(place);
  bool const in_range = node.integer >= rule.minimum && node.integer <= rule.maximum;
  if (side == Side::request && !in_range) return broken_rule(Code::validation_error, place, {});
  out = node.integer;
  return Done{};
}

Result<Done> read_value(JsonNode const& node, std::int32_t& out, FieldRule const& rule, Side side,
                        Place const& place) {
  std::int64_t wide = 0;
  auto read = read_value(node, wide, rule, side, place);
  if (!read) return read;
  if (!std::in_range<std::int32_t>(wide)) return wrong_type(place);
  out = static_cast<std::int32_t>(wide);
  return Done{};
}

Result<Done> read_value(JsonNode const& node, std::string& out, FieldRule const& rule, Side side,
                        Place const& place) {
  if (node.kind != JsonNode::Kind::text) return wrong_type(place);
  if (side == Side::request && rule.text) {
    if (node.text.empty() && rule.text->min_length > 0) return broken_rule(rule.missing, place, {});
    if (auto const violation = rule.text->check(node.text))
      return broken_text(*violation, *rule.text, place, node.text);
  }
  out = node.text;
  return Done{};
}

Result<Done> read_value(JsonNode const& node, Role& out, FieldRule const& rule, Side side,
                        Place const& place) {
  std::string name;
  auto read = read_value(node, name, rule, side, place);
  if (read) out = std::move(name);
  return read;
}

Result<Done> read_value(JsonNode const& node, Date& out, FieldRule const&, Side,
                        Place const& place) {
  if (node.kind != JsonNode::Kind::text) return wrong_type(place);
  auto date = parse_date(node.text);
  if (!date) return std::unexpected(std::move(date.error()));
  out = *date;
  return Done{};
}

Result<Done> read_value(JsonNode const& node, Parameter& out, FieldRule const&, Side,
                        Place const& place) {
  if (node.kind == JsonNode::Kind::integer)
    out = node.integer;
  else if (node.kind == JsonNode::Kind::text)
    out = node.text;
  else
    return wrong_type(place);
  return Done{};
}

Result<Done> check_size(JsonNode const& list, FieldRule const& rule, Side side,
                        Place const& place) {
  if (side != Side::request) return Done{};
  if (rule.non_empty && list.children.empty()) {
    if (rule.missing == Code::validation_error) return wrong_size(place, "at least", 1);
    return broken_rule(rule.missing, place, {});
  }
  if (rule.max_items > 0 && list.children.size() > rule.max_items)
    return wrong_size(place, "at most", rule.max_items);
  return Done{};
}

Result<Done> no_unknown_members(JsonNode const& node, std::vector<std::string_view> const& known,
                                Place const& place) {
  for (JsonNode const& member : node.children)
    if (std::ranges::find(known, member.key) == known.end())
      return broken_rule(Code::invalid_attribute, Place{&place, member.key}, {});
  return Done{};
}

}  // namespace detail
}  // namespace atlas
