// The types of the operations table as data: one tree for each path, query, body and answer, made
// from the described structs and their rules, so that tests are derived without templates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/json_read.hpp"
#include "api/members.hpp"
#include "api/parameters.hpp"
#include "atlas/types.hpp"

namespace contract {

struct Shape {
  enum class Kind : std::uint8_t { boolean, integer, text, date, scalar, list, object };
  Kind kind = Kind::object;
  std::string name{};  ///< wire name of a member
  atlas::FieldRule rule{};
  bool optional = false;
  bool nullable = false;
  std::vector<Shape> parts{};  ///< an object's members, or a list's one kind of element
};

template <class T>
struct ShapeOf;

template <Shape::Kind Kind>
struct LeafShape {
  static Shape make(atlas::FieldRule const& rule) { return {.kind = Kind, .rule = rule}; }
};
template <>
struct ShapeOf<bool> : LeafShape<Shape::Kind::boolean> {};
template <>
struct ShapeOf<std::int32_t> : LeafShape<Shape::Kind::integer> {};
template <>
struct ShapeOf<std::int64_t> : LeafShape<Shape::Kind::integer> {};
template <>
struct ShapeOf<std::string> : LeafShape<Shape::Kind::text> {};
template <>
struct ShapeOf<atlas::Role> : ShapeOf<std::string> {};
template <>
struct ShapeOf<atlas::Date> : LeafShape<Shape::Kind::date> {};
template <>
struct ShapeOf<atlas::Parameter> : LeafShape<Shape::Kind::scalar> {};

template <class T>
struct ShapeOf<std::optional<T>> {
  static Shape make(atlas::FieldRule const& rule) {
    Shape shape = ShapeOf<T>::make(rule);
    shape.nullable = shape.optional;  // an optional of an optional can be null
    shape.optional = true;
    return shape;
  }
};

template <class T>
struct ShapeOf<atlas::OptionalList<T>> : ShapeOf<std::optional<std::vector<T>>> {};
template <class T>
struct ShapeOf<std::vector<T>> {
  static Shape make(atlas::FieldRule const& rule) {
    Shape shape{.kind = Shape::Kind::list, .rule = rule};
    shape.parts.push_back(ShapeOf<T>::make(rule));
    return shape;
  }
};

template <atlas::Described T>
struct ShapeOf<T> {
  static Shape make(atlas::FieldRule const& own) {
    Shape shape{.kind = Shape::Kind::object, .rule = own};
    boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) {
      using Member = atlas::MemberOf<T, D>;
      Shape& part =
          shape.parts.emplace_back(ShapeOf<Member>::make(atlas::detail::rule_of<T>(D::name)));
      part.name = atlas::wire_name_of<D>();
    });
    return shape;
  }
};

template <class T>
Shape shape_of() {
  return ShapeOf<T>::make(atlas::detail::rule_of<T>(""));
}

}  // namespace contract
