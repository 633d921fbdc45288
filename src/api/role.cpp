// The permission table and the spelling of roles.
#include "atlas/role.hpp"

#include <algorithm>

namespace atlas {
namespace {

template <class Role, std::size_t N>
std::optional<Role> find_role(std::array<std::string_view, N> const& names, std::string_view name) {
  auto const at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Role>(at - names.begin());
}

}  // namespace

std::optional<OrgRole> parse_org_role(std::string_view name) {
  return find_role<OrgRole>(org_role_names, name);
}

std::optional<GroupRole> parse_group_role(std::string_view name) {
  return find_role<GroupRole>(group_role_names, name);
}

bool allows(Access access, Rights const& rights) {
  if (access == Access::own_orgs || access == Access::link) return true;
  if (!rights.inside) return false;
  bool const owner = rights.org_roles.has(OrgRole::org_owner);
  switch (access) {
    case Access::any_member:
    case Access::visible_projects:
      return !rights.org_roles.empty() || !rights.group_roles.empty();
    case Access::org_owner:
      return owner;
    case Access::project_creator:
      return owner || rights.org_roles.has(OrgRole::org_group_creator);
    case Access::project_owner:
      return owner || rights.group_roles.has(GroupRole::group_owner);
    case Access::self_or_owner:
      return owner || rights.self;
    case Access::own_orgs:
    case Access::link:
      break;
  }
  return false;
}

}  // namespace atlas
