// What a call of the control plane may hold, told to whoever sent something else. The readers find
// that a request is wrong; here it is gone through once more, in the same order, for words that
// name the member and all that it may be. The code and the parameters of an error stay.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <variant>

#include "sandbox/types.hpp"

namespace orgd::sandbox {

/// What a value may be, to be read behind "must be".
std::string allowed_of(std::type_identity<bool>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<std::int64_t>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<std::int32_t>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<std::string>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<atlas::Date>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<HeaderMap>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<DelayRange>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<Chance>, atlas::FieldRule const& rule);
std::string allowed_of(std::type_identity<AnyJson>, atlas::FieldRule const& rule);

/// "a, b, c" of a struct's members.
template <atlas::Described T>
std::string names_of() {
  return fmt::format("{}", fmt::join(atlas::wire_names<T>, ", "));
}
template <atlas::Described T>
std::string allowed_of(std::type_identity<T>, atlas::FieldRule const&) {
  return fmt::format("an object with members out of: {}", names_of<T>());
}
template <class T>
std::string allowed_of(std::type_identity<std::optional<T>>, atlas::FieldRule const& rule) {
  return allowed_of(std::type_identity<T>(), rule);
}

namespace misfit {

using atlas::FieldRule;
using atlas::JsonNode;
using atlas::detail::Place;

/// What is wrong with the value at the place, for which the reader had this error.
std::string words(Place const& place, JsonNode const& value, FieldRule const& rule,
                  atlas::ApiError const& error, std::string_view allowed);
std::string words_of_unknown(Place const& place, std::string_view known);

template <atlas::Described T>
std::string in_object(JsonNode const& object, Place const& place);

/// What is wrong with a value, or "".
template <class T>
std::string in_value(JsonNode const& value, FieldRule const& rule, Place const& place) {
  using atlas::detail::read_value;
  if constexpr (atlas::Described<T>)
    if (value.kind == JsonNode::Kind::object) return in_object<T>(value, place);
  T ignored{};
  auto const read = read_value(value, ignored, rule, atlas::Side::request, place);
  if (read) return {};
  return words(place, value, rule, read.error(), allowed_of(std::type_identity<T>(), rule));
}

template <class T>
std::string in_member(JsonNode const* value, FieldRule const& rule, Place const& place) {
  bool const absent = !value || value->kind == JsonNode::Kind::null;
  if constexpr (atlas::is_optional<T>)
    return absent ? "" : in_value<typename T::value_type>(*value, rule, place);
  else if (absent)
    return fmt::format("{} is absent, and must be {}", place.text(),
                       allowed_of(std::type_identity<T>(), rule));
  else
    return in_value<T>(*value, rule, place);
}

template <atlas::Described T>
std::string in_object(JsonNode const& object, Place const& place) {
  std::string found;
  boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
    if (!found.empty()) return;
    using Member = atlas::MemberOf<T, D>;
    static constexpr FieldRule rule = atlas::detail::rule_of<T>(D::name);
    auto const name = atlas::wire_name_of<D>();
    found = in_member<Member>(object.find(name), rule, Place{&place, name});
  });
  auto const& known = atlas::wire_names<T>;
  for (JsonNode const& member : object.children)
    if (found.empty() && std::ranges::find(known, member.key) == known.end())
      found = words_of_unknown(Place{&place, member.key}, names_of<T>());
  return found;
}

}  // namespace misfit

/// The error of reading a T out of the document, in such words.
template <atlas::Described T>
atlas::ApiError explained(atlas::ApiError error, atlas::JsonNode const& document) {
  using Kind = atlas::JsonNode::Kind;
  if (document.kind != Kind::object)
    error.detail = fmt::format("The body must be {}.", allowed_of(std::type_identity<T>(), {}));
  else if (auto const found = misfit::in_object<T>(document, {}); !found.empty())
    error.detail = found + ".";
  return error;
}

/// The same for a body, which may be no document at all.
template <atlas::Described T>
atlas::ApiError explained(atlas::ApiError error, std::string_view body) {
  auto const document = atlas::parse_json(body);
  return document ? explained<T>(std::move(error), *document) : error;
}

/// The error of reading a T out of what stands at `where`, "query" or "path".
template <atlas::Described T>
atlas::ApiError explained_parameter(atlas::ApiError error, std::string_view where,
                                    std::string_view name) {
  boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
    using Member = atlas::MemberOf<T, D>;
    static constexpr atlas::FieldRule rule = atlas::detail::rule_of<T>(D::name);
    if (atlas::wire_name_of<D>() == name)
      error.detail = fmt::format("{} in the {} must be {}.", name, where,
                                 allowed_of(std::type_identity<Member>(), rule));
  });
  return error;
}

/// The same for a query, whose error names the parameter.
template <atlas::Described T>
atlas::ApiError explained_query(atlas::ApiError error) {
  if (error.parameters.empty()) return error;
  auto const* const name = std::get_if<std::string>(&error.parameters.front());
  return name ? explained_parameter<T>(error, "query", *name) : error;
}

}  // namespace orgd::sandbox
