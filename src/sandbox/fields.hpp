// Describes structs of this room as ATLAS_FIELDS describes those of the API, whose rules can only
// be said in the API's namespace.
#pragma once

#include "api/member_rules.hpp"

/// Stands behind the struct; see ATLAS_FIELDS.
#define ORGD_SANDBOX_FIELDS(Struct, ...)                                                       \
  BOOST_DESCRIBE_STRUCT(Struct, (),                                                            \
                        (ATLAS_FIELDS_ALL(ATLAS_FIELDS_EACH(ATLAS_FIELDS_NAME, __VA_ARGS__)))) \
  constexpr auto sandbox_rules(Struct const*) {                                                \
    using atlas::FieldRule;                                                                    \
    return std::array{ATLAS_FIELDS_ALL(ATLAS_FIELDS_EACH(ATLAS_FIELDS_RULE, __VA_ARGS__))};    \
  }

namespace atlas {

/// @cond
template <class T>
  requires requires(T const* of) { sandbox_rules(of); }
inline constexpr auto rules<T> = sandbox_rules(static_cast<T const*>(nullptr));
/// @endcond

}  // namespace atlas
