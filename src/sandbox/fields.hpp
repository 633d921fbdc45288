// Describing the structs of the sandbox's control plane.
#pragma once

#include "atlas/fields.hpp"

/// ATLAS_FIELDS for a struct of orgd::sandbox, at global scope behind the namespace: the rules of a
/// struct belong to the namespace of those who read them.
#define ORGD_SANDBOX_FIELDS(Struct, ...)                                                       \
  namespace orgd::sandbox {                                                                    \
  BOOST_DESCRIBE_STRUCT(Struct, (),                                                            \
                        (ATLAS_FIELDS_ALL(ATLAS_FIELDS_EACH(ATLAS_FIELDS_NAME, __VA_ARGS__)))) \
  }                                                                                            \
  namespace atlas {                                                                            \
  template <>                                                                                  \
  inline constexpr std::array rules<orgd::sandbox::Struct>{                                    \
      ATLAS_FIELDS_ALL(ATLAS_FIELDS_EACH(ATLAS_FIELDS_RULE, __VA_ARGS__))};                    \
  }
