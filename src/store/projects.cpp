// SQL of projects.
#include "store/projects.hpp"

#include "store/project_invitations.hpp"

namespace orgd::store {

namespace {

// A principal's own projects are reached through its roles, an organization's through its names.
constexpr SqlText all_projects =
    " FROM project p WHERE p.org_id = $1 AND p.name_folded >= $2 AND p.name_folded < $3";
constexpr SqlText own_projects =
    " FROM project_role r JOIN project p ON p.org_id = r.org_id AND p.project_id = r.project_id "
    "WHERE r.org_id = $1 AND p.name_folded >= $2 AND p.name_folded < $3 AND r.principal_id = $4";
// Of a person, whose teams may lead to one project more than once.
constexpr SqlText also_by_team =
    " AND p.project_id IN (SELECT r.project_id FROM project_role r WHERE r.org_id = $1 AND "
    "r.principal_id = $4 UNION SELECT r.project_id FROM team_member t JOIN project_role r "
    "ON r.org_id = t.org_id AND r.principal_id = t.team_id "
    "WHERE t.org_id = $1 AND r.org_id = $1 AND t.user_id = $4)";

}  // namespace

Task<std::optional<OrgId>> find_org_of_project(Transaction& tx, ProjectId project_id) {
  auto const rows =
      co_await tx.query("SELECT org_id FROM project_directory WHERE project_id = $1", project_id);
  co_return first_cell<OrgId>(rows);
}

Task<std::set<ProjectId>> known_projects(Transaction& tx, OrgId org_id,
                                         std::vector<ProjectId> const& project_ids) {
  std::set<ProjectId> known;
  for (auto const& id : eights_of(project_ids)) {
    auto const rows = co_await tx.query(
        "SELECT project_id FROM project WHERE org_id = $1 AND project_id IN "
        "($2, $3, $4, $5, $6, $7, $8, $9)",
        org_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6], *id[7]);
    add_cells(rows, known);
  }
  co_return known;
}

Task<std::optional<Project>> find_project(Transaction& tx, OrgId org_id, ProjectId project_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Project>,
                            " FROM project p WHERE p.org_id = $1 AND p.project_id = $2">,
                        org_id, project_id);
  co_return first_of<Project>(rows);
}

Task<std::optional<Project>> find_project_named(Transaction& tx, OrgId org_id,
                                                std::string_view name) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Project>, " FROM project p WHERE p.org_id = $1 AND p.name = $2">,
      org_id, name);
  co_return first_of<Project>(rows);
}

Task<std::vector<Project>> projects_named(Transaction& tx, std::string_view name,
                                          std::int64_t limit) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Project>,
                            " FROM project p WHERE p.name = $1 ORDER BY p.project_id LIMIT $2">,
                        name, limit);
  co_return all_of<Project>(rows);
}

Task<std::vector<Project>> list_projects(Transaction& tx, OrgId org_id, ProjectFilter const& filter,
                                         Slice slice) {
  std::string const end = above_prefix(filter.folded_prefix);
  if (filter.principal_id && filter.by_team) {
    auto const rows = co_await tx.query(sql<"SELECT ", columns_of<Project>, all_projects,
                                            also_by_team, " ORDER BY p.name LIMIT $5 OFFSET $6">,
                                        org_id, filter.folded_prefix, end, *filter.principal_id,
                                        slice.limit, slice.offset);
    co_return all_of<Project>(rows);
  }
  if (filter.principal_id) {
    auto const rows = co_await tx.query(
        sql<"SELECT ", columns_of<Project>, own_projects, " ORDER BY p.name LIMIT $5 OFFSET $6">,
        org_id, filter.folded_prefix, end, *filter.principal_id, slice.limit, slice.offset);
    co_return all_of<Project>(rows);
  }
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Project>, all_projects, " ORDER BY p.name LIMIT $4 OFFSET $5">,
      org_id, filter.folded_prefix, end, slice.limit, slice.offset);
  co_return all_of<Project>(rows);
}

Task<std::int64_t> count_projects(Transaction& tx, OrgId org_id, ProjectFilter const& filter) {
  std::string const end = above_prefix(filter.folded_prefix);
  if (filter.principal_id && filter.by_team) {
    auto const rows = co_await tx.query(sql<"SELECT count(*)", all_projects, also_by_team>, org_id,
                                        filter.folded_prefix, end, *filter.principal_id);
    co_return rows[0].integer(0);
  }
  if (filter.principal_id) {
    auto const rows = co_await tx.query(sql<"SELECT count(*)", own_projects>, org_id,
                                        filter.folded_prefix, end, *filter.principal_id);
    co_return rows[0].integer(0);
  }
  auto const rows =
      co_await tx.query(sql<"SELECT count(*)", all_projects>, org_id, filter.folded_prefix, end);
  co_return rows[0].integer(0);
}

Task<std::vector<Project>> list_all_projects(Transaction& tx, Slice slice) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Project>,
                            " FROM project p ORDER BY p.name, p.project_id LIMIT $1 OFFSET $2">,
                        slice.limit, slice.offset);
  co_return all_of<Project>(rows);
}

Task<std::int64_t> count_all_projects(Transaction& tx) {
  auto const rows = co_await tx.query("SELECT count(*) FROM project");
  co_return rows[0].integer(0);
}

Task<std::int64_t> count_projects_of(Transaction& tx, OrgId org_id, PrincipalId principal_id) {
  auto const rows =
      co_await tx.query("SELECT count(*) FROM project_role WHERE org_id = $1 AND principal_id = $2",
                        org_id, principal_id);
  co_return rows[0].integer(0);
}

Task<Done> insert_project(Transaction& tx, LockedOrg const& org, Project const& project) {
  tx.enters(Directory::projects, org.id(), project.project_id);
  co_await tx.query("INSERT INTO project_directory (project_id, org_id) VALUES ($1, $2)",
                    project.project_id, org.id());
  co_return co_await insert<Project>(tx, org, project);
}

Task<Done> update_project(Transaction& tx, LockedOrg const& org, Project const& project) {
  co_await tx.query(
      "UPDATE project SET name = $3, name_folded = $4, default_alerts = $5, tags = $6 "
      "WHERE org_id = $1 AND project_id = $2",
      org.id(), project.project_id, project.name, project.name_folded, project.default_alerts,
      project.tags);
  co_return Done{};
}

Task<std::optional<std::string>> find_project_settings(Transaction& tx, OrgId org_id,
                                                       ProjectId project_id) {
  auto const rows = co_await tx.query(
      "SELECT settings FROM project WHERE org_id = $1 AND project_id = $2", org_id, project_id);
  co_return first_cell<std::string>(rows);
}

Task<Done> save_project_settings(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                                 std::string_view settings) {
  co_await tx.query("UPDATE project SET settings = $3 WHERE org_id = $1 AND project_id = $2",
                    org.id(), project_id, settings);
  co_return Done{};
}

Task<std::optional<bool>> find_managed_slow_ms(Transaction& tx, OrgId org_id,
                                               ProjectId project_id) {
  auto const rows =
      co_await tx.query("SELECT managed_slow_ms FROM project WHERE org_id = $1 AND project_id = $2",
                        org_id, project_id);
  co_return first_cell<bool>(rows);
}

Task<Done> save_managed_slow_ms(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                                bool managed) {
  co_await tx.query("UPDATE project SET managed_slow_ms = $3 WHERE org_id = $1 AND project_id = $2",
                    org.id(), project_id, managed);
  co_return Done{};
}

Task<Done> delete_project(Transaction& tx, LockedOrg const& org, ProjectId project_id) {
  co_await end_project_invitations_to(tx, org, project_id);
  co_await tx.query("DELETE FROM project WHERE org_id = $1 AND project_id = $2", org.id(),
                    project_id);
  co_await tx.query("DELETE FROM project_directory WHERE project_id = $1 AND org_id = $2",
                    project_id, org.id());
  co_return Done{};
}

}  // namespace orgd::store
