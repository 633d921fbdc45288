// Direct roles on projects, of people, keys and teams. A record has those of all its projects as
// one text, "projectId=ROLE,ROLE projectId=...", which is made and read here alone: a long list of
// people with many projects would need many times the memory otherwise.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

/// Direct roles of a person, key or team on one project.
struct ProjectRoles {
  ProjectId project_id{};
  Names roles{};
};

/// The same as views of a record.
struct ProjectRolesView {
  ProjectId project_id{};
  std::string_view joined{};

  Names roles() const { return split_names(joined, ','); }
};

/// Direct roles on all projects.
class AllProjectRoles {
 public:
  AllProjectRoles() = default;
  explicit AllProjectRoles(std::string_view text) : text_(text) {}

  /// By project. The views live as long as this.
  std::vector<ProjectRolesView> by_project() const;

  /// Those on one project; empty when there are none.
  Names on(ProjectId project_id) const;

  /// What a SELECT asks for; `Owner` and `Principal` are the columns of the record that has the
  /// roles. The aggregate runs once for each row that is returned.
  template <SqlText Owner, SqlText Principal>
  static constexpr auto sql_in_one_place = joined<
      "coalesce((SELECT string_agg(p.project_id || '=' || replace(p.roles, ' ', ','), ' ') "
      "FROM project_role p WHERE p.org_id = ",
      Owner, " AND p.principal_id = ", Principal, "), '')">;
  /// The same where $1 is the organization: a distributed database wants it in every SELECT, also
  /// where it follows.
  template <SqlText Owner, SqlText Principal>
  static constexpr auto sql_of = sql_in_one_place<joined<"$1 AND p.org_id = ", Owner>, Principal>;

 private:
  std::string text_;
};

/// One project's roles as they are written.
struct ProjectRoleRow {
  OrgId org_id{};
  PrincipalId principal_id{};
  ProjectId project_id{};
  std::string roles{};

  static constexpr std::string_view table = "project_role";
  static constexpr std::array<std::string_view, 2> varying{"project_id", "roles"};
};
BOOST_DESCRIBE_STRUCT(ProjectRoleRow, (), (org_id, principal_id, project_id, roles))

inline void read_cell(Rows::Row row, std::size_t at, AllProjectRoles& out) {
  out = AllProjectRoles(row.text(at));
}

/// Adds direct roles on one project.
Task<Done> insert_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                                ProjectRoles const& roles);
/// The principal's direct roles on one project become these, whether it had any there or not.
Task<Done> put_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                             ProjectRoles const& roles);
/// Leaves the principal no direct role on any project.
Task<Done> remove_all_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal);
/// Leaves the principal no direct role on the project.
Task<Done> remove_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                                ProjectId project_id);

}  // namespace orgd::store
