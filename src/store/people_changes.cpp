// SQL that changes memberships, invitations, accounts, teams and direct project roles.
#include "store/people.hpp"

namespace orgd::store {
namespace {

Task<Done> drop_invitation(Transaction& tx, Member const& member) {
  if (!member.invitation_id) co_return Done{};
  co_await tx.query("DELETE FROM invitation_directory WHERE invitation_id = $1",
                    *member.invitation_id);
  co_await tx.query("DELETE FROM outbox WHERE org_id = $1 AND invitation_id = $2", member.org_id,
                    *member.invitation_id);
  co_return Done{};
}

}  // namespace

Task<Done> insert_member(Transaction& tx, Member const& member) {
  tx.enters(Directory::people, member.org_id, member.user_id);
  if (member.invitation_id) tx.enters(Directory::invitations, member.org_id, *member.invitation_id);
  co_await tx.query(
      "INSERT INTO membership (org_id, user_id, username, status, roles, is_owner, first_name, "
      "last_name, country, mobile_number, account_created_at, last_auth_at, joined_at, "
      "invitation_id, invited_at, expires_at, inviter, token_hash, spelling) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
      member.org_id, member.user_id, member.username_key, static_cast<int>(member.standing),
      join_names(member.roles), member.is_owner, member.first_name, member.last_name,
      member.country, member.mobile_number, member.account_created_at, member.last_auth_at,
      member.joined_at, member.invitation_id, member.invited_at, member.expires_at, member.inviter,
      member.token_hash, member.username);
  co_await tx.query("INSERT INTO user_org (user_id, org_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    member.user_id, member.org_id);
  if (member.invitation_id)
    co_await tx.query("INSERT INTO invitation_directory (invitation_id, org_id) VALUES ($1, $2)",
                      *member.invitation_id, member.org_id);
  co_return Done{};
}

Task<Done> set_member_roles(Transaction& tx, Member const& member) {
  co_await tx.query(
      "UPDATE membership SET roles = $3, is_owner = $4 WHERE org_id = $1 AND user_id = $2",
      member.org_id, member.user_id, join_names(member.roles), member.is_owner);
  co_return Done{};
}

Task<Done> set_member_teams(Transaction& tx, Member const& member, Names const& team_ids) {
  co_await tx.query("DELETE FROM team_member WHERE org_id = $1 AND user_id = $2", member.org_id,
                    member.user_id);
  // What stands twice in an eight is one membership of a team all the same.
  for (auto const& id : eights_of(team_ids))
    co_await tx.query(
        "INSERT INTO team_member (org_id, user_id, team_id) VALUES ($1, $2, $3), ($1, $2, $4), "
        "($1, $2, $5), ($1, $2, $6), ($1, $2, $7), ($1, $2, $8), ($1, $2, $9), ($1, $2, $10) "
        "ON CONFLICT DO NOTHING",
        member.org_id, member.user_id, *id[0], *id[1], *id[2], *id[3], *id[4], *id[5], *id[6],
        *id[7]);
  co_return Done{};
}

Task<Done> set_project_roles(Transaction& tx, std::string_view org_id, std::string_view principal,
                             std::vector<ProjectRoles> const& roles) {
  co_await tx.query("DELETE FROM project_role WHERE org_id = $1 AND principal_id = $2", org_id,
                    principal);
  std::vector<std::string> texts;
  for (auto const& one : roles) texts.push_back(join_names(one.roles));
  auto const projects = eights_of(roles);
  auto const names = eights_of(texts);
  for (std::size_t i = 0; i < projects.size(); ++i) {
    auto const& p = projects[i];
    auto const& n = names[i];
    co_await tx.query(
        "INSERT INTO project_role (org_id, principal_id, project_id, roles) VALUES "
        "($1, $2, $3, $4), ($1, $2, $5, $6), ($1, $2, $7, $8), ($1, $2, $9, $10), "
        "($1, $2, $11, $12), ($1, $2, $13, $14), ($1, $2, $15, $16), ($1, $2, $17, $18) "
        "ON CONFLICT DO NOTHING",
        org_id, principal, p[0]->project_id, *n[0], p[1]->project_id, *n[1], p[2]->project_id,
        *n[2], p[3]->project_id, *n[3], p[4]->project_id, *n[4], p[5]->project_id, *n[5],
        p[6]->project_id, *n[6], p[7]->project_id, *n[7]);
  }
  co_return Done{};
}

Task<Done> activate_member(Transaction& tx, Member const& member) {
  co_await tx.query(
      "UPDATE membership SET status = 0, first_name = $3, last_name = $4, country = $5, "
      "mobile_number = $6, account_created_at = $7, last_auth_at = $8, joined_at = $9, "
      "spelling = $10, invitation_id = NULL, invited_at = NULL, expires_at = NULL, inviter = NULL, "
      "token_hash = NULL WHERE org_id = $1 AND user_id = $2",
      member.org_id, member.user_id, member.first_name, member.last_name, member.country,
      member.mobile_number, member.account_created_at, member.last_auth_at, member.joined_at,
      member.username);
  co_return co_await drop_invitation(tx, member);
}

Task<Done> reject_member(Transaction& tx, Member const& member) {
  co_await tx.query(
      "UPDATE membership SET status = 2, expires_at = NULL, token_hash = NULL "
      "WHERE org_id = $1 AND user_id = $2",
      member.org_id, member.user_id);
  co_return co_await drop_invitation(tx, member);
}

Task<Done> delete_member(Transaction& tx, Member const& member) {
  co_await drop_invitation(tx, member);
  co_await tx.query("DELETE FROM project_role WHERE org_id = $1 AND principal_id = $2",
                    member.org_id, member.user_id);
  co_await tx.query("DELETE FROM membership WHERE org_id = $1 AND user_id = $2", member.org_id,
                    member.user_id);
  co_await tx.query("DELETE FROM user_org WHERE user_id = $1 AND org_id = $2", member.user_id,
                    member.org_id);
  co_return Done{};
}

Task<std::string> claim_user_id(Transaction& tx, std::string_view username_key,
                                std::string_view new_id) {
  auto const rows = co_await tx.query(
      "INSERT INTO username (username, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING "
      "RETURNING user_id",
      username_key, new_id);
  if (!rows.empty()) co_return std::string(new_id);
  auto found = co_await find_user_id(tx, username_key);
  co_return found.value();
}

Task<Done> insert_account(Transaction& tx, Account const& account) {
  co_await tx.query(
      "INSERT INTO account (user_id, username, first_name, last_name, country, mobile_number, "
      "password_hash, created_at, last_auth_at, spelling) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      account.user_id, account.username_key, account.first_name, account.last_name, account.country,
      account.mobile_number, account.password_hash, account.created_at, account.last_auth_at,
      account.username);
  co_return Done{};
}

Task<Done> insert_team(Transaction& tx, std::string_view org_id, std::string_view team_id,
                       std::string_view name) {
  tx.enters(Directory::teams, org_id, team_id);
  co_await tx.query("INSERT INTO team_directory (team_id, org_id) VALUES ($1, $2)", team_id,
                    org_id);
  co_await tx.query("INSERT INTO team (org_id, team_id, name) VALUES ($1, $2, $3)", org_id, team_id,
                    name);
  co_return Done{};
}

}  // namespace orgd::store
