// SQL of the limits of projects.
#include "store/project_limits.hpp"

#include "store/record_sql.hpp"

namespace orgd::store {

Task<std::vector<ProjectLimit>> list_project_limits(Transaction& tx, OrgId org_id,
                                                    ProjectId project_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<ProjectLimit>,
          " FROM project_limit WHERE org_id = $1 AND project_id = $2 ORDER BY name">,
      org_id, project_id);
  co_return all_of<ProjectLimit>(rows);
}

Task<std::optional<std::int64_t>> find_project_limit(Transaction& tx, OrgId org_id,
                                                     ProjectId project_id, std::string_view name) {
  auto const rows = co_await tx.query(
      "SELECT value FROM project_limit WHERE org_id = $1 AND project_id = $2 AND name = $3", org_id,
      project_id, name);
  co_return first_cell<std::int64_t>(rows);
}

Task<Done> put_project_limit(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                             ProjectLimit const& limit) {
  co_await tx.query(
      "INSERT INTO project_limit (org_id, project_id, name, value) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (org_id, project_id, name) DO UPDATE SET value = $4",
      org.id(), project_id, limit.name, limit.value);
  co_return Done{};
}

Task<Done> delete_project_limit(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                                std::string_view name) {
  co_await tx.query("DELETE FROM project_limit WHERE org_id = $1 AND project_id = $2 AND name = $3",
                    org.id(), project_id, name);
  co_return Done{};
}

}  // namespace orgd::store
