// Reading the text of a principal's project roles, and changing those on one project.
#include "store/project_roles.hpp"

#include <algorithm>

namespace orgd::store {

std::vector<ProjectRolesView> AllProjectRoles::by_project() const {
  std::vector<ProjectRolesView> all;
  std::string_view text = text_;
  while (!text.empty()) {
    auto const one = text.substr(0, text.find(' '));
    auto const equals = one.find('=');
    all.push_back(
        {.project_id = ProjectId::of(one.substr(0, equals)), .joined = one.substr(equals + 1)});
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  std::ranges::sort(all, {}, &ProjectRolesView::project_id);
  return all;
}

Names AllProjectRoles::on(ProjectId project_id) const {
  for (auto const& one : by_project())
    if (one.project_id == project_id) return one.roles();
  return {};
}

Task<Done> insert_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                                ProjectRoles const& roles) {
  ProjectRoleRow const row{
      .principal_id = principal, .project_id = roles.project_id, .roles = join_names(roles.roles)};
  co_return co_await insert<ProjectRoleRow>(tx, org, row);
}

Task<Done> put_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                             ProjectRoles const& roles) {
  co_await remove_project_roles(tx, org, principal, roles.project_id);
  co_return co_await insert_project_roles(tx, org, principal, roles);
}

Task<Done> remove_all_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal) {
  co_await tx.query("DELETE FROM project_role WHERE org_id = $1 AND principal_id = $2", org.id(),
                    principal);
  co_return Done{};
}

Task<Done> remove_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                                ProjectId project_id) {
  co_await tx.query(
      "DELETE FROM project_role WHERE org_id = $1 AND principal_id = $2 AND project_id = $3",
      org.id(), principal, project_id);
  co_return Done{};
}

}  // namespace orgd::store
