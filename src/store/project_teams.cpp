// SQL of teams on projects: their roles stand where those of people and keys do.
#include "store/teams.hpp"

namespace orgd::store {
namespace {

// The join leaves out the people and keys that have roles on the project.
constexpr SqlText on_project =
    " FROM project_role r JOIN team t ON t.org_id = r.org_id AND t.team_id = r.principal_id "
    "WHERE r.org_id = $1 AND r.project_id = $2";

}  // namespace

Task<std::vector<TeamOnProject>> list_project_teams(Transaction& tx, OrgId org_id,
                                                    ProjectId project_id, Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<TeamOnProject>, on_project, " ORDER BY t.name LIMIT $3 OFFSET $4">,
      org_id, project_id, slice.limit, slice.offset);
  co_return all_of<TeamOnProject>(rows);
}

Task<std::int64_t> count_project_teams(Transaction& tx, OrgId org_id, ProjectId project_id) {
  auto const rows = co_await tx.query(sql<"SELECT count(*)", on_project>, org_id, project_id);
  co_return rows[0].integer(0);
}

Task<std::optional<TeamOnProject>> find_project_team(Transaction& tx, OrgId org_id,
                                                     ProjectId project_id, TeamId team_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<TeamOnProject>, on_project, " AND t.team_id = $3">, org_id,
      project_id, team_id);
  co_return first_of<TeamOnProject>(rows);
}

Task<std::set<TeamId>> teams_on_project(Transaction& tx, OrgId org_id, ProjectId project_id,
                                        std::vector<TeamId> const& team_ids) {
  std::set<TeamId> known;
  for (auto const& id : eights_of(team_ids)) {
    auto const rows = co_await tx.query(
        "SELECT principal_id FROM project_role WHERE org_id = $1 AND project_id = $2 "
        "AND principal_id IN ($3, $4, $5, $6, $7, $8, $9, $10)",
        org_id, project_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6], *id[7]);
    add_cells(rows, known);
  }
  co_return known;
}

Task<Done> insert_project_teams(Transaction& tx, LockedOrg const& org,
                                std::vector<TeamOnProject> const& teams) {
  co_return co_await insert_alike<TeamOnProject>(tx, org, teams);
}

}  // namespace orgd::store
