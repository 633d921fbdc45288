// The permission table and the spelling of roles.
#include "atlas/role.hpp"

#include <algorithm>
#include <array>

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

AccessRow const& row_of(Access access) {
  using enum OrgRole;
  using enum GroupRole;
  // In the order of Access.
  static constexpr std::array<AccessRow, 18> rows{{
      {.meaning = "any role in the organization", .any_role = true},
      {.meaning = "ORG_OWNER", .org_roles = {org_owner}},
      {.meaning = "any role in the organization; shows visible projects", .any_role = true},
      {.meaning = "any valid credential; shows the caller's own", .everybody = true},
      {.meaning = "ORG_OWNER or ORG_GROUP_CREATOR",
       .org_roles = {org_owner, org_group_creator},
       .refusal = Code::not_org_group_creator},
      {.meaning = "ORG_OWNER, ORG_READ_ONLY, or any role on the project",
       .org_roles = {org_owner, org_read_only},
       .any_group_role = true},
      {.meaning = "ORG_OWNER, or GROUP_OWNER of the project",
       .org_roles = {org_owner},
       .group_roles = {group_owner}},
      {.meaning = "ORG_OWNER, or GROUP_OWNER or GROUP_ACCESS_MANAGER of the project",
       .org_roles = {org_owner},
       .group_roles = {group_owner, group_access_manager}},
      {.meaning = "any valid credential; gives only roles that are its own to give",
       .everybody = true},
      {.meaning = "the calling account itself, ORG_OWNER, or GROUP_OWNER of the project",
       .org_roles = {org_owner},
       .group_roles = {group_owner},
       .self = true},
      {.meaning = "the calling key itself, or ORG_OWNER",
       .org_roles = {org_owner},
       .self = true,
       .refusal = Code::api_key_access_list_access_denied},
      {.meaning = "ORG_OWNER or ORG_READ_ONLY", .org_roles = {org_owner, org_read_only}},
      {.meaning = "the token of the invitation's link", .everybody = true},
      {.meaning = "a person's session; shows the person's own", .person = true},
      {.meaning = "an address and its password", .everybody = true},
      {.meaning = "a person's session, also one that has still to show a second factor",
       .person = true},
      {.meaning = "nothing but what stands in the body", .everybody = true},
      {.meaning = "an operator's session with a second factor", .server_operator = true},
  }};
  return rows.at(static_cast<std::size_t>(access));
}

bool allows(Access access, Rights const& rights) {
  AccessRow const& row = row_of(access);
  if (row.everybody || (row.person && rights.person)) return true;
  if (row.server_operator && rights.person && rights.server_operator) return true;
  if (!rights.inside) return false;
  bool const any = !rights.org_roles.empty() || !rights.group_roles.empty();
  return (row.any_role && any) || (row.any_group_role && !rights.group_roles.empty()) ||
         (row.self && rights.self) || row.org_roles.meets(rights.org_roles) ||
         row.group_roles.meets(rights.group_roles);
}

}  // namespace atlas
