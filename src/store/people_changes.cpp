// SQL that changes memberships, invitations, accounts, teams and direct project roles.
#include <algorithm>

#include "store/membership_row.hpp"
#include "store/project_invitations.hpp"

namespace orgd::store {
namespace {

// For the invitation that a statement returned, if there was one.
Task<Done> drop_invitation(Transaction& tx, LockedOrg const& org, Rows const& returned) {
  if (returned.empty() || returned[0].null(0)) co_return Done{};
  co_return co_await close_link(tx, org, first_cell<InvitationId>(returned).value());
}

// Roles are written here and in set_member_roles alone, each time with this beside them.
bool is_owner(Names const& roles) { return std::ranges::find(roles, owner_role) != roles.end(); }

Task<Done> insert_row(Transaction& tx, LockedOrg const& org, MembershipRow const& row) {
  tx.enters(Directory::people, org.id(), row.user_id);
  tx.changes_person(row.user_id);
  co_await insert<MembershipRow>(tx, org, row);
  co_await tx.query("INSERT INTO user_org (user_id, org_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    row.user_id, org.id());
  co_return Done{};
}

}  // namespace

Task<Done> close_link(Transaction& tx, LockedOrg const& org, InvitationId invitation_id) {
  co_await tx.query("DELETE FROM invitation_directory WHERE invitation_id = $1", invitation_id);
  co_await tx.query("DELETE FROM outbox WHERE org_id = $1 AND invitation_id = $2", org.id(),
                    invitation_id);
  co_return Done{};
}

Task<Done> insert_member(Transaction& tx, LockedOrg const& org, Account const& account,
                         Names const& roles, Seconds now) {
  MembershipRow const row{.user_id = account.user_id,
                          .spelling = account.spelling,
                          .username = account.username,
                          .status = Standing::active,
                          .roles = join_names(roles),
                          .is_owner = is_owner(roles),
                          .first_name = account.first_name,
                          .last_name = account.last_name,
                          .country = account.country,
                          .mobile_number = account.mobile_number,
                          .account_created_at = account.created_at,
                          .last_auth_at = account.last_auth_at,
                          .joined_at = now};
  co_return co_await insert_row(tx, org, row);
}

Task<Done> insert_invitation(Transaction& tx, LockedOrg const& org, Member const& invited) {
  auto const invitation_id = invited.invitation_id.value();
  tx.enters(Directory::invitations, org.id(), invitation_id);
  MembershipRow const row{.user_id = invited.user_id,
                          .spelling = invited.spelling,
                          .username = invited.username,
                          .status = Standing::invited,
                          .roles = join_names(invited.roles),
                          .is_owner = is_owner(invited.roles),
                          .invitation_id = invitation_id,
                          .invited_at = invited.invited_at,
                          .expires_at = invited.expires_at,
                          .inviter = invited.inviter,
                          .token_hash = invited.token_hash};
  co_await insert_row(tx, org, row);
  co_await tx.query("INSERT INTO invitation_directory (invitation_id, org_id) VALUES ($1, $2)",
                    invitation_id, org.id());
  co_return Done{};
}

Task<Done> set_member_roles(Transaction& tx, LockedOrg const& org, UserId user_id,
                            Names const& roles) {
  co_await tx.query(
      "UPDATE membership SET roles = $3, is_owner = $4 WHERE org_id = $1 AND user_id = $2",
      org.id(), user_id, join_names(roles), is_owner(roles));
  co_return Done{};
}

Task<Done> set_member_teams(Transaction& tx, LockedOrg const& org, UserId user_id,
                            std::vector<TeamId> const& team_ids) {
  co_await tx.query("DELETE FROM team_member WHERE org_id = $1 AND user_id = $2", org.id(),
                    user_id);
  std::vector<TeamMemberRow> rows;
  for (auto const& team_id : team_ids) rows.push_back({.user_id = user_id, .team_id = team_id});
  co_return co_await insert_alike<TeamMemberRow>(tx, org, rows);
}

Task<Done> set_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                             std::vector<ProjectRoles> const& roles) {
  co_await remove_all_project_roles(tx, org, principal);
  std::vector<ProjectRoleRow> rows;
  for (auto const& one : roles)
    rows.push_back(
        {.principal_id = principal, .project_id = one.project_id, .roles = join_names(one.roles)});
  co_return co_await insert_alike<ProjectRoleRow>(tx, org, rows);
}

Task<Done> activate_member(Transaction& tx, LockedOrg const& org, Member const& invited,
                           Account const& account, Seconds now) {
  co_await tx.query(
      "UPDATE membership SET status = 0, first_name = $3, last_name = $4, country = $5, "
      "mobile_number = $6, account_created_at = $7, last_auth_at = $8, joined_at = $9, "
      "spelling = $10, invitation_id = NULL, invited_at = NULL, expires_at = NULL, inviter = NULL, "
      "token_hash = NULL WHERE org_id = $1 AND user_id = $2",
      org.id(), invited.user_id, account.first_name, account.last_name, account.country,
      account.mobile_number, account.created_at, account.last_auth_at, now, account.spelling);
  co_return co_await close_link(tx, org, invited.invitation_id.value());
}

Task<Done> reject_invitation(Transaction& tx, LockedOrg const& org, UserId user_id) {
  co_await end_project_invitations_of(tx, org, user_id);
  auto const rejected = co_await tx.query(
      "UPDATE membership SET status = 2, expires_at = NULL, token_hash = NULL "
      "WHERE org_id = $1 AND user_id = $2 RETURNING invitation_id",
      org.id(), user_id);
  co_return co_await drop_invitation(tx, org, rejected);
}

Task<Done> delete_member(Transaction& tx, LockedOrg const& org, UserId user_id) {
  co_await end_project_invitations_of(tx, org, user_id);
  co_await remove_all_project_roles(tx, org, user_id);
  auto const deleted = co_await tx.query(
      "DELETE FROM membership WHERE org_id = $1 AND user_id = $2 RETURNING invitation_id", org.id(),
      user_id);
  co_await tx.query("DELETE FROM user_org WHERE user_id = $1 AND org_id = $2", user_id, org.id());
  co_return co_await drop_invitation(tx, org, deleted);
}

Task<UserId> claim_user_id(Transaction& tx, std::string_view username, UserId new_id) {
  auto const claimed = co_await tx.query(
      "INSERT INTO username (username, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING "
      "RETURNING user_id",
      username, new_id);
  if (!claimed.empty()) co_return new_id;
  auto const known =
      co_await tx.query("SELECT user_id FROM username WHERE username = $1", username);
  co_return first_cell<UserId>(known).value();
}

Task<Done> insert_account(Transaction& tx, Account const& account) {
  co_await insert<Account>(tx, account);
  co_return Done{};
}

Task<bool> claim_account(Transaction& tx, Account const& account) {
  auto const claimed =
      co_await insert<Account, " ON CONFLICT DO NOTHING RETURNING user_id">(tx, account);
  co_return !claimed.empty();
}

Task<std::optional<Account>> prove_account(Transaction& tx, Account const& said) {
  auto const proven = co_await tx.query(
      sql<"UPDATE account SET spelling = $2, first_name = $3, last_name = $4, country = $5, "
          "mobile_number = $6, password_hash = $7, language = coalesce($8, language), proven = 1 "
          "WHERE user_id = $1 AND proven = 0 "
          "RETURNING ",
          columns_of<Account>>,
      said.user_id, said.spelling, said.first_name, said.last_name, said.country,
      said.mobile_number, said.password_hash, said.language);
  co_return first_of<Account>(proven);
}

Task<Done> insert_team(Transaction& tx, LockedOrg const& org, TeamId team_id,
                       std::string_view name) {
  tx.enters(Directory::teams, org.id(), team_id);
  co_await tx.query("INSERT INTO team_directory (team_id, org_id) VALUES ($1, $2)", team_id,
                    org.id());
  co_await tx.query("INSERT INTO team (org_id, team_id, name) VALUES ($1, $2, $3)", org.id(),
                    team_id, name);
  co_return Done{};
}

}  // namespace orgd::store
