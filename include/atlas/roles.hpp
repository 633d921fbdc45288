// Roles in requests, by enumerators whose spelling the compiler checks.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/role.hpp"

namespace atlas {

namespace detail {
template <class Role>
std::string role_text(Role const& role) {
  if constexpr (std::convertible_to<Role, std::string_view>)
    return std::string(std::string_view(role));
  else
    return std::string(name_of(role));
}
}  // namespace detail

/// Wire names of roles, for the members `roles` of requests: `.roles =
/// atlas::roles(atlas::OrgRole::org_member)`. Texts are taken as well, for roles that only a newer
/// server knows.
template <class... Role>
[[nodiscard]] std::vector<std::string> roles(Role const&... role) {
  return {detail::role_text(role)...};
}

}  // namespace atlas
