// SQL of teams and of who is in them. What they are on projects is in project_teams.cpp.
#include "store/teams.hpp"

namespace orgd::store {

Task<std::optional<Team>> find_team(Transaction& tx, OrgId org_id, TeamId team_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Team>, " FROM team t WHERE t.org_id = $1 AND t.team_id = $2">,
      org_id, team_id);
  co_return first_of<Team>(rows);
}

Task<std::optional<Team>> find_team_by_name(Transaction& tx, OrgId org_id, std::string_view name) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Team>, " FROM team t WHERE t.org_id = $1 AND t.name = $2">, org_id,
      name);
  co_return first_of<Team>(rows);
}

Task<std::vector<Team>> list_teams(Transaction& tx, OrgId org_id, Slice slice) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Team>,
                            " FROM team t WHERE t.org_id = $1 ORDER BY t.name LIMIT $2 OFFSET $3">,
                        org_id, slice.limit, slice.offset);
  co_return all_of<Team>(rows);
}

Task<std::int64_t> count_teams(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query("SELECT count(*) FROM team WHERE org_id = $1", org_id);
  co_return rows[0].integer(0);
}

Task<Done> rename_team(Transaction& tx, LockedOrg const& org, TeamId team_id,
                       std::string_view name) {
  co_await tx.query("UPDATE team SET name = $3 WHERE org_id = $1 AND team_id = $2", org.id(),
                    team_id, name);
  co_return Done{};
}

Task<Done> delete_team(Transaction& tx, LockedOrg const& org, TeamId team_id) {
  co_await tx.query("DELETE FROM team WHERE org_id = $1 AND team_id = $2", org.id(), team_id);
  co_await tx.query("DELETE FROM team_directory WHERE team_id = $1", team_id);
  co_return Done{};
}

namespace {

void add_members(Rows const& rows, std::vector<Member>& members) {
  for (auto& member : all_of<Member>(rows)) members.push_back(std::move(member));
}

constexpr SqlText users_of_team =
    " FROM team_member x JOIN membership m ON m.org_id = x.org_id AND m.user_id = x.user_id "
    "WHERE x.org_id = $1 AND x.team_id = $2";

}  // namespace

Task<std::vector<Member>> known_members(Transaction& tx, OrgId org_id,
                                        std::vector<UserId> const& user_ids) {
  std::vector<Member> members;
  for (auto const& id : eights_of(user_ids)) {
    auto const rows =
        co_await tx.query(sql<"SELECT ", columns_of<Member>,
                              " FROM membership m WHERE m.org_id = $1 AND m.user_id IN "
                              "($2, $3, $4, $5, $6, $7, $8, $9)">,
                          org_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6], *id[7]);
    add_members(rows, members);
  }
  co_return members;
}

Task<std::vector<Member>> known_members_by_username(Transaction& tx, OrgId org_id,
                                                    Names const& usernames) {
  std::vector<Member> members;
  for (auto const& n : eights_of(usernames)) {
    auto const rows =
        co_await tx.query(sql<"SELECT ", columns_of<Member>,
                              " FROM membership m WHERE m.org_id = $1 AND m.username IN "
                              "($2, $3, $4, $5, $6, $7, $8, $9)">,
                          org_id, *n[0], *n[1], *n[2], *n[3], *n[4], *n[5], *n[6], *n[7]);
    add_members(rows, members);
  }
  co_return members;
}

Task<bool> has_account(Transaction& tx, std::string_view username) {
  // Not joined: the two may lie on different nodes.
  auto const ids = co_await tx.query("SELECT user_id FROM username WHERE username = $1", username);
  auto const user_id = first_cell<UserId>(ids);
  if (!user_id) co_return false;
  auto const account = co_await find_account(tx, *user_id);
  co_return account.has_value();
}

Task<std::vector<Member>> list_team_users(Transaction& tx, OrgId org_id, TeamId team_id,
                                          Slice slice) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Member>, users_of_team,
                            " AND m.status = 0 ORDER BY m.username LIMIT $3 OFFSET $4">,
                        org_id, team_id, slice.limit, slice.offset);
  co_return all_of<Member>(rows);
}

Task<std::int64_t> count_team_users(Transaction& tx, OrgId org_id, TeamId team_id) {
  auto const rows = co_await tx.query(sql<"SELECT count(*)", users_of_team, " AND m.status = 0">,
                                      org_id, team_id);
  co_return rows[0].integer(0);
}

Task<Names> names_in_team(Transaction& tx, OrgId org_id, TeamId team_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT coalesce(m.spelling, m.username)", users_of_team, " ORDER BY m.username">, org_id,
      team_id);
  Names names;
  for (std::size_t i = 0; i < rows.size(); ++i) names.emplace_back(rows[i].text(0));
  co_return names;
}

Task<std::set<TeamId>> full_teams(Transaction& tx, OrgId org_id,
                                  std::vector<TeamId> const& team_ids, std::int64_t most) {
  std::set<TeamId> full;
  for (auto const& id : eights_of(team_ids)) {
    auto const rows = co_await tx.query(
        "SELECT team_id FROM team_member WHERE org_id = $1 AND team_id IN "
        "($2, $3, $4, $5, $6, $7, $8, $9) GROUP BY team_id HAVING count(*) >= $10",
        org_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6], *id[7], most);
    add_cells(rows, full);
  }
  co_return full;
}

Task<Done> insert_team_members(Transaction& tx, LockedOrg const& org, TeamId team_id,
                               std::vector<UserId> const& user_ids) {
  std::vector<TeamEntryRow> rows;
  for (auto const& user_id : user_ids) rows.push_back({.team_id = team_id, .user_id = user_id});
  co_return co_await insert_alike<TeamEntryRow>(tx, org, rows);
}

Task<bool> delete_team_member(Transaction& tx, LockedOrg const& org, TeamId team_id,
                              UserId user_id) {
  auto const deleted = co_await tx.query(
      "DELETE FROM team_member WHERE org_id = $1 AND user_id = $2 AND team_id = $3 "
      "RETURNING user_id",
      org.id(), user_id, team_id);
  co_return !deleted.empty();
}

}  // namespace orgd::store
