// SQL of memberships and invitations: finding and listing. Changes are in people_changes.cpp.
#include "store/people.hpp"

namespace orgd::store {

Task<std::optional<Member>> find_member(Transaction& tx, OrgId org_id, UserId user_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Member>,
                            " FROM membership m WHERE m.org_id = $1 AND m.user_id = $2">,
                        org_id, user_id);
  co_return first_of<Member>(rows);
}

Task<std::optional<Member>> find_member_by_username(Transaction& tx, OrgId org_id,
                                                    std::string_view username) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Member>,
                            " FROM membership m WHERE m.org_id = $1 AND m.username = $2">,
                        org_id, username);
  co_return first_of<Member>(rows);
}

Task<std::optional<Member>> find_member_by_invitation(Transaction& tx, OrgId org_id,
                                                      InvitationId invitation_id) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Member>,
                            " FROM membership m WHERE m.org_id = $1 AND m.invitation_id = $2">,
                        org_id, invitation_id);
  co_return first_of<Member>(rows);
}

namespace {

// Equality or everything, as one range, so that one statement serves both.
struct TextRange {
  std::string from;
  std::string to;
  explicit TextRange(std::optional<std::string> const& wanted)
      : from(wanted.value_or("")), to(wanted ? *wanted : above_prefix("")) {}
};

constexpr SqlText filtered_members =
    " FROM membership m WHERE m.org_id = $1 AND m.username >= $2 AND m.username <= $3 AND ("
    "(m.status = 0 AND $4 = 1) OR (m.status = 1 AND m.expires_at > $8 AND $5 = 1) OR "
    "(m.status = 1 AND m.expires_at <= $8 AND $6 = 1) OR (m.status = 2 AND $7 = 1)) "
    "AND ($9 = 1 OR m.status <> 1 OR NOT EXISTS (SELECT 1 FROM project_invitation i WHERE "
    "i.org_id = $1 AND i.org_id = m.org_id AND i.user_id = m.user_id AND i.brings_in = 1))";

constexpr SqlText on_one_project =
    " AND (m.user_id IN (SELECT r.principal_id FROM project_role r "
    "WHERE r.org_id = $1 AND r.project_id = $10) OR ($11 = 1 AND m.user_id IN ("
    "SELECT t.user_id FROM team_member t JOIN project_role r "
    "ON r.org_id = t.org_id AND r.principal_id = t.team_id "
    "WHERE t.org_id = $1 AND r.org_id = $1 AND r.project_id = $10)) OR ($12 = 1 AND ("
    "m.is_owner = 1 OR (' ' || m.roles || ' ') LIKE '% ORG_READ_ONLY %')))";

constexpr SqlText in_one_team =
    " AND m.user_id IN (SELECT t.user_id FROM team_member t "
    "WHERE t.org_id = $1 AND t.team_id = $10) AND m.user_id >= $11 AND m.user_id <= $12";

}  // namespace

Task<std::vector<Member>> list_members(Transaction& tx, OrgId org_id, MemberFilter const& filter,
                                       Seconds now, Slice slice) {
  TextRange const range(filter.username);
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Member>, filtered_members,
                            " ORDER BY m.username LIMIT $10 OFFSET $11">,
                        org_id, range.from, range.to, filter.active, filter.pending, filter.expired,
                        filter.rejected, now, filter.brought_in, slice.limit, slice.offset);
  co_return all_of<Member>(rows);
}

Task<std::int64_t> count_members(Transaction& tx, OrgId org_id, MemberFilter const& filter,
                                 Seconds now) {
  TextRange const range(filter.username);
  auto const rows = co_await tx.query(sql<"SELECT count(*)", filtered_members>, org_id, range.from,
                                      range.to, filter.active, filter.pending, filter.expired,
                                      filter.rejected, now, filter.brought_in);
  co_return rows[0].integer(0);
}

Task<std::vector<Member>> list_project_people(Transaction& tx, OrgId org_id,
                                              ProjectPeople const& people,
                                              MemberFilter const& filter, Seconds now,
                                              Slice slice) {
  TextRange const range(filter.username);
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Member>, filtered_members, on_one_project,
                            " ORDER BY m.username LIMIT $13 OFFSET $14">,
                        org_id, range.from, range.to, filter.active, filter.pending, filter.expired,
                        filter.rejected, now, filter.brought_in, people.project_id, people.by_team,
                        people.by_org_role, slice.limit, slice.offset);
  co_return all_of<Member>(rows);
}

Task<std::int64_t> count_project_people(Transaction& tx, OrgId org_id, ProjectPeople const& people,
                                        MemberFilter const& filter, Seconds now) {
  TextRange const range(filter.username);
  auto const rows = co_await tx.query(sql<"SELECT count(*)", filtered_members, on_one_project>,
                                      org_id, range.from, range.to, filter.active, filter.pending,
                                      filter.expired, filter.rejected, now, filter.brought_in,
                                      people.project_id, people.by_team, people.by_org_role);
  co_return rows[0].integer(0);
}

Task<std::vector<Member>> list_team_people(Transaction& tx, OrgId org_id, TeamPeople const& people,
                                           MemberFilter const& filter, Seconds now, Slice slice) {
  TextRange const range(filter.username);
  TextRange const ids(people.user_id);
  auto const rows = co_await tx.query(sql<"SELECT ", columns_of<Member>, filtered_members,
                                          in_one_team, " ORDER BY m.username LIMIT $13 OFFSET $14">,
                                      org_id, range.from, range.to, filter.active, filter.pending,
                                      filter.expired, filter.rejected, now, filter.brought_in,
                                      people.team_id, ids.from, ids.to, slice.limit, slice.offset);
  co_return all_of<Member>(rows);
}

Task<std::int64_t> count_team_people(Transaction& tx, OrgId org_id, TeamPeople const& people,
                                     MemberFilter const& filter, Seconds now) {
  TextRange const range(filter.username);
  TextRange const ids(people.user_id);
  auto const rows =
      co_await tx.query(sql<"SELECT count(*)", filtered_members, in_one_team>, org_id, range.from,
                        range.to, filter.active, filter.pending, filter.expired, filter.rejected,
                        now, filter.brought_in, people.team_id, ids.from, ids.to);
  co_return rows[0].integer(0);
}

Task<std::vector<Member>> list_invitations(Transaction& tx, OrgId org_id,
                                           std::optional<std::string> const& username,
                                           Seconds now) {
  TextRange const range(username);
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Member>,
          " FROM membership m WHERE m.org_id = $1 AND m.username >= $2 AND m.username <= $3 "
          "AND m.status = 1 AND m.expires_at > $4 ORDER BY m.invitation_id">,
      org_id, range.from, range.to, now);
  co_return all_of<Member>(rows);
}

Task<bool> has_other_owner(Transaction& tx, OrgId org_id, UserId user_id) {
  auto const rows = co_await tx.query(
      "SELECT user_id FROM membership WHERE org_id = $1 AND is_owner = 1 AND status = 0 "
      "AND user_id <> $2 LIMIT 1",
      org_id, user_id);
  co_return !rows.empty();
}

Task<std::optional<Member>> find_oldest_owner(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Member>,
          " FROM membership m WHERE m.org_id = $1 AND m.is_owner = 1 AND m.status = 0 "
          "ORDER BY m.joined_at, m.user_id LIMIT 1">,
      org_id);
  co_return first_of<Member>(rows);
}

Task<std::vector<Addressee>> list_owners(Transaction& tx, OrgId org_id, std::int64_t limit) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Addressee>,
                            " FROM membership WHERE org_id = $1 AND is_owner = 1 AND status = 0 "
                            "ORDER BY joined_at, user_id LIMIT $2">,
                        org_id, limit);
  co_return all_of<Addressee>(rows);
}

Task<std::optional<UserId>> find_user_id(Transaction& tx, std::string_view username) {
  auto const rows = co_await tx.query("SELECT user_id FROM username WHERE username = $1", username);
  co_return first_cell<UserId>(rows);
}

Task<std::vector<KnownAddress>> list_every_address(Transaction& tx) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<KnownAddress>, " FROM username ORDER BY username">);
  co_return all_of<KnownAddress>(rows);
}

Task<std::set<OrgId>> organizations_of(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query("SELECT org_id FROM user_org WHERE user_id = $1", user_id);
  std::set<OrgId> ids;
  add_cells(rows, ids);
  co_return ids;
}

Task<std::int64_t> count_organizations_of(Transaction& tx, UserId user_id, std::int64_t most) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM (SELECT 1 FROM user_org WHERE user_id = $1 LIMIT $2) AS places",
      user_id, most);
  co_return rows[0].integer(0);
}

Task<std::int64_t> count_joined_organizations(Transaction& tx, UserId user_id, std::int64_t most) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM (SELECT 1 FROM membership m WHERE m.user_id = $1 AND m.status = 0 AND "
      "m.org_id IN (SELECT u.org_id FROM user_org u WHERE u.user_id = $1) LIMIT $2) AS joined",
      user_id, most);
  co_return rows[0].integer(0);
}

Task<std::optional<Account>> find_account(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Account>, " FROM account WHERE user_id = $1">, user_id);
  co_return first_of<Account>(rows);
}

Task<std::optional<Account>> lock_account(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(
      sql<"UPDATE account SET auth_version = auth_version WHERE user_id = $1 RETURNING ",
          columns_of<Account>>,
      user_id);
  co_return first_of<Account>(rows);
}

Task<std::optional<std::string>> find_language(Transaction& tx, UserId user_id) {
  auto const rows = co_await tx.query(
      "SELECT language FROM account WHERE user_id = $1 AND language IS NOT NULL", user_id);
  co_return first_cell<std::string>(rows);
}

Task<std::vector<Account>> list_every_account(Transaction& tx) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Account>, " FROM account ORDER BY user_id">);
  co_return all_of<Account>(rows);
}

Task<std::optional<OrgId>> find_org_of_invitation(Transaction& tx, InvitationId invitation_id) {
  auto const rows = co_await tx.query(
      "SELECT org_id FROM invitation_directory WHERE invitation_id = $1", invitation_id);
  co_return first_cell<OrgId>(rows);
}

Task<std::optional<OrgId>> find_org_of_team(Transaction& tx, TeamId team_id) {
  auto const rows =
      co_await tx.query("SELECT org_id FROM team_directory WHERE team_id = $1", team_id);
  co_return first_cell<OrgId>(rows);
}

Task<std::set<TeamId>> known_teams(Transaction& tx, OrgId org_id,
                                   std::vector<TeamId> const& team_ids) {
  std::set<TeamId> known;
  for (auto const& id : eights_of(team_ids)) {
    auto const rows = co_await tx.query(
        "SELECT team_id FROM team WHERE org_id = $1 AND team_id IN "
        "($2, $3, $4, $5, $6, $7, $8, $9)",
        org_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6], *id[7]);
    add_cells(rows, known);
  }
  co_return known;
}

}  // namespace orgd::store
