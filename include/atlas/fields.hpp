// The members of a struct of the API with all there is to say of each, in one list: what JSON,
// parameters, the OpenAPI document, command lines and references are made of.
#pragma once

#include <array>
#include <boost/describe.hpp>

#include "atlas/field_rule.hpp"

/// Describes a struct: `ATLAS_FIELDS(Tag, (key, "what it is about", .text = &text::tag), ...)`
/// after its definition. Each member is its C++ name, which in camelCase is that of the wire, its
/// meaning for people, and the rest of its FieldRule. A meaning begins in lower case and ends
/// without a full stop.
#define ATLAS_FIELDS(Struct, ...)                                                        \
  BOOST_DESCRIBE_STRUCT(                                                                 \
      Struct, (),                                                                        \
      (__VA_OPT__(ATLAS_FIELDS_ALL(ATLAS_FIELDS_EACH(ATLAS_FIELDS_NAME, __VA_ARGS__))))) \
  __VA_OPT__(template <> inline constexpr std::array rules<Struct>{                      \
      ATLAS_FIELDS_ALL(ATLAS_FIELDS_EACH(ATLAS_FIELDS_RULE, __VA_ARGS__))};)

#define ATLAS_FIELDS_NAME(name, ...) name
#define ATLAS_FIELDS_RULE(name, ...) \
  FieldRule { .field = #name, .about = __VA_ARGS__ }

// A macro that names itself again is expanded once for each time that its text is read again: 64
// times, so many members a struct can have.
#define ATLAS_FIELDS_EACH(macro, member, ...) \
  macro member __VA_OPT__(, ATLAS_FIELDS_MORE ATLAS_FIELDS_CALL(macro, __VA_ARGS__))
#define ATLAS_FIELDS_MORE() ATLAS_FIELDS_EACH
#define ATLAS_FIELDS_CALL ()
#define ATLAS_FIELDS_ALL(...) \
  ATLAS_FIELDS_16(ATLAS_FIELDS_16(ATLAS_FIELDS_16(ATLAS_FIELDS_16(__VA_ARGS__))))
#define ATLAS_FIELDS_16(...) \
  ATLAS_FIELDS_4(ATLAS_FIELDS_4(ATLAS_FIELDS_4(ATLAS_FIELDS_4(__VA_ARGS__))))
#define ATLAS_FIELDS_4(...) \
  ATLAS_FIELDS_1(ATLAS_FIELDS_1(ATLAS_FIELDS_1(ATLAS_FIELDS_1(__VA_ARGS__))))
#define ATLAS_FIELDS_1(...) __VA_ARGS__
