// JSON into described structs, strictly: unknown members, wrong types, absent required members and
// broken rules are each refused with their own code and the member's name. Members are judged in
// declaration order, so the first problem is always the same one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/member_rules.hpp"
#include "api/members.hpp"
#include "atlas/error.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// A parsed JSON document as a tree that owns its text.
struct JsonNode {
  enum class Kind : std::uint8_t { null, boolean, integer, number, text, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text{};                ///< of a text, or the digits of a number
  std::string key{};                 ///< of a member of an object
  std::vector<JsonNode> children{};  ///< elements, or members in their order
  JsonNode const* find(std::string_view name) const;
};

/// Parses a whole document. MALFORMED_JSON for bad syntax, bad UTF-8, duplicate members, or nesting
/// deeper than 32.
Result<JsonNode> parse_json(std::string_view bytes);

/// ISO 8601 with optional fraction (dropped) and offset (UTC when absent); INVALID_DATE_FORMAT.
Result<Date> parse_date(std::string_view text);

/// What is read: a request (rules hold, read-only members are skipped), an answer, or an answer of
/// a server that may be older or newer than this code: unknown members are skipped, absent ones
/// keep their defaults.
enum class Side : std::uint8_t { request, answer, lenient_answer };

namespace detail {

/// Where in the document a problem is, "apiKey.roles[1]".
struct Place {
  Place const* parent = nullptr;
  std::string_view name{};
  std::size_t index = 0;
  std::string text() const;
};

std::unexpected<ApiError> wrong_type(Place const& place);
std::unexpected<ApiError> broken_rule(Code code, Place const& place, std::string_view value);

Result<Done> read_value(JsonNode const& node, bool& out, FieldRule const& rule, Side, Place const&);
Result<Done> read_value(JsonNode const& node, std::int64_t& out, FieldRule const&, Side,
                        Place const&);
Result<Done> read_value(JsonNode const& node, std::int32_t& out, FieldRule const&, Side,
                        Place const&);
Result<Done> read_value(JsonNode const& node, std::string& out, FieldRule const&, Side,
                        Place const&);
Result<Done> read_value(JsonNode const& node, Role& out, FieldRule const&, Side, Place const&);
Result<Done> read_value(JsonNode const& node, Date& out, FieldRule const&, Side, Place const&);
Result<Done> read_value(JsonNode const& node, Parameter& out, FieldRule const&, Side, Place const&);
Result<Done> check_size(JsonNode const& list, FieldRule const& rule, Side side, Place const& place);

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

template <Described T>
Result<Done> read_value(JsonNode const& node, T& out, FieldRule const&, Side, Place const&);

template <class T>
Result<Done> read_value(JsonNode const& node, std::vector<T>& out, FieldRule const& rule, Side side,
                        Place const& place) {
  if (node.kind != JsonNode::Kind::array) return wrong_type(place);
  if (auto fine = check_size(node, rule, side, place); !fine) return fine;
  out.clear();
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    Place const element{&place, {}, i};
    T value{};
    if (auto read = read_value(node.children[i], value, rule, side, element); !read) return read;
    out.push_back(std::move(value));
  }
  return Done{};
}

template <class T>
Result<Done> read_value(JsonNode const& node, std::optional<T>& out, FieldRule const& rule,
                        Side side, Place const& place) {
  if (node.kind == JsonNode::Kind::null) return Done{};  // what may be absent may be null
  return read_value(node, out.emplace(), rule, side, place);
}

template <class T>
Result<Done> read_value(JsonNode const& node, Nullable<T>& out, FieldRule const& rule, Side side,
                        Place const& place) {
  if (node.kind == JsonNode::Kind::null) {
    out = null_of<T>();
    return Done{};
  }
  return read_value(node, out.emplace().emplace(), rule, side, place);
}

// Whether every list that a request of this kind can hold has a largest size.
template <class T>
constexpr bool lists_are_bounded(FieldRule const& rule) {
  if constexpr (is_optional<T>) {
    return lists_are_bounded<typename T::value_type>(rule);
  } else if constexpr (is_list<T>) {
    return rule.max_items > 0 && lists_are_bounded<typename T::value_type>(rule);
  } else if constexpr (Described<T>) {
    bool all = true;
    boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) {
      using Member = MemberOf<T, D>;
      constexpr FieldRule own = rule_of<T>(D::name);
      all = all && (own.read_only || lists_are_bounded<Member>(own));
    });
    return all;
  } else {
    return true;
  }
}

/// What the absence of a required member means.
inline Result<Done> absent(FieldRule const& rule, Side side, Place const& place) {
  if (side == Side::lenient_answer) return Done{};
  return broken_rule(rule.missing, place, {});
}

Result<Done> no_unknown_members(JsonNode const& node, std::vector<std::string_view> const& known,
                                Place const& place);

template <Described T>
Result<Done> read_value(JsonNode const& node, T& out, FieldRule const&, Side side,
                        Place const& place) {
  if (node.kind != JsonNode::Kind::object) return wrong_type(place);
  Result<Done> outcome;
  std::vector<std::string_view> known;
  boost::mp11::mp_for_each<MembersOf<T>>([&]<class D>(D) {
    static constexpr FieldRule rule = rule_of<T>(D::name);
    known.push_back(wire_name_of<D>());
    if (!outcome || (rule.read_only && side == Side::request)) return;
    using Member = std::remove_reference_t<decltype(out.*D::pointer)>;
    Place const at{&place, wire_name_of<D>()};
    if (JsonNode const* value = node.find(wire_name_of<D>()))
      outcome = value->kind == JsonNode::Kind::null && !is_optional<Member>
                    ? absent(rule, side, at)
                    : read_value(*value, out.*D::pointer, rule, side, at);
    else if (!is_optional<Member>)
      outcome = absent(rule, side, at);
  });
  if (!outcome || side == Side::lenient_answer) return outcome;
  return no_unknown_members(node, known, place);
}

}  // namespace detail

/// Whether a request of this type is bounded in everything but its bytes. The rule of a body that
/// is a list names no member.
template <class T>
inline constexpr bool is_bounded = detail::lists_are_bounded<T>(detail::rule_of<T>(""));

/// What a whole document of this type is: an object, a list, or a bare boolean.
template <class T>
inline constexpr JsonNode::Kind document_kind =
    Described<T> ? JsonNode::Kind::object : JsonNode::Kind::array;
template <>
inline constexpr JsonNode::Kind document_kind<bool> = JsonNode::Kind::boolean;

template <class T>
Result<T> read_json(JsonNode const& node, Side side);

namespace detail {

// A body of which several, as a list, are one as well.
template <class T>
concept Mergeable = requires(T& whole, T part) { merge(whole, std::move(part)); };

template <Mergeable T>
Result<T> read_merged(JsonNode const& list, Side side) {
  auto parts = read_json<std::vector<T>>(list, side);
  if (!parts) return std::unexpected(std::move(parts.error()));
  T whole = std::move(parts->front());
  for (std::size_t i = 1; i < parts->size(); ++i) merge(whole, std::move((*parts)[i]));
  return whole;
}

}  // namespace detail

/// Reads a whole document into T. INVALID_JSON when its top level is of the wrong kind.
template <class T>
Result<T> read_json(JsonNode const& node, Side side) {
  if constexpr (detail::Mergeable<T>)
    if (node.kind == JsonNode::Kind::array && !node.children.empty())
      return detail::read_merged<T>(node, side);
  if (node.kind != document_kind<T>) return fail(Code::invalid_json);
  static constexpr FieldRule whole = detail::rule_of<T>("");
  T value{};
  if (auto read = detail::read_value(node, value, whole, side, detail::Place{}); !read)
    return std::unexpected(std::move(read.error()));
  return value;
}

template <class T>
Result<T> read_json(std::string_view bytes, Side side) {
  auto node = parse_json(bytes);
  if (!node) return std::unexpected(std::move(node.error()));
  return read_json<T>(*node, side);
}

}  // namespace atlas
