// The rule of a described member.
#pragma once

#include <string_view>

#include "api/members.hpp"
#include "atlas/rules.hpp"

namespace atlas::detail {

template <class T>
constexpr FieldRule rule_of(std::string_view field) {
  for (FieldRule const& rule : rules<T>)
    if (rule.field == field) return rule;
  return {.field = field};
}

// A rule that names no member would silently enforce nothing.
template <class T>
constexpr bool rules_name_members() {
  bool all = true;
  for (FieldRule const& rule : rules<T>) {
    bool found = false;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto d) { found |= rule.field == d.name; });
    all &= found;
  }
  return all;
}

}  // namespace atlas::detail
