// The rule of a described member.
#pragma once

#include <string_view>

#include "api/members.hpp"
#include "atlas/types.hpp"

namespace atlas::detail {

template <class T>
constexpr FieldRule rule_of(std::string_view field) {
  for (FieldRule const& rule : rules<T>)
    if (rule.field == field) return rule;
  return {.field = field};
}

}  // namespace atlas::detail
