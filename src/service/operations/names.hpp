// Names of organizations, projects and roles, from the request to the store and back.
#pragma once

#include "service/call.hpp"
#include "store/people.hpp"

namespace orgd {

/// Whether the name of an organization or project is one that the service takes as it is set up:
/// the documented pattern has neither spaces and braces nor combining marks.
Result<Done> check_name(Call const& call, std::string const& name, Code refusal);

/// The first of each name, in the order received.
store::Names unique_names(store::Names names);

/// Roles by the names that the store keeps, and the other way round.
inline std::vector<atlas::Role> roles_of(store::Names const& names) {
  return {names.begin(), names.end()};
}
store::Names names_of(std::vector<atlas::Role> const& roles);

/// Whether the role is one of them.
bool has_role(store::Names const& roles, std::string_view role);
/// What somebody gets who comes to an organization for something else: ORG_MEMBER alone.
store::Names mere_membership();

/// Whether these roles make an owner of a project.
bool gives_ownership(store::Names const& roles);
/// Whether the caller may give these roles on the call's project: who merely manages access could
/// make himself an owner by way of a key or a team.
Result<Done> require_may_give(Call const& call, store::Names const& roles);

/// Organization and project roles as one list.
std::vector<atlas::RoleAssignment> role_assignments(store::OrgId org_id,
                                                    store::Names const& org_roles,
                                                    store::AllProjectRoles const& project_roles);

}  // namespace orgd
