// SQL of invitations to projects.
#include "store/project_invitations.hpp"

namespace orgd::store {
namespace {

// Directories are sharded by their own keys, so each of their rows goes by its key.
Task<Done> close_links(Transaction& tx, LockedOrg const& org, Rows const& ended) {
  for (std::size_t i = 0; i < ended.size(); ++i)
    co_await close_link(tx, org, InvitationId::of(ended[i].text(0)));
  co_return Done{};
}

}  // namespace

Task<std::optional<ProjectInvitation>> find_project_invitation(Transaction& tx, OrgId org_id,
                                                               InvitationId invitation_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<ProjectInvitation>,
          " FROM project_invitation i WHERE i.org_id = $1 AND i.invitation_id = $2">,
      org_id, invitation_id);
  co_return first_of<ProjectInvitation>(rows);
}

Task<std::optional<ProjectInvitation>> find_project_invitation_of(Transaction& tx, OrgId org_id,
                                                                  ProjectId project_id,
                                                                  std::string_view username) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<ProjectInvitation>,
                            " FROM project_invitation i WHERE i.org_id = $1 AND i.project_id = $2 "
                            "AND i.username = $3">,
                        org_id, project_id, username);
  co_return first_of<ProjectInvitation>(rows);
}

Task<std::vector<ProjectInvitation>> list_project_invitations(Transaction& tx, OrgId org_id,
                                                              ProjectId project_id, Seconds now) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<ProjectInvitation>,
                            " FROM project_invitation i WHERE i.org_id = $1 AND i.project_id = $2 "
                            "AND i.expires_at > $3 ORDER BY i.invitation_id">,
                        org_id, project_id, now);
  co_return all_of<ProjectInvitation>(rows);
}

Task<std::int64_t> count_invited_to_project(Transaction& tx, OrgId org_id, ProjectId project_id,
                                            Seconds now) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM project_invitation i WHERE i.org_id = $1 AND i.project_id = $2 AND "
      "i.expires_at > $3 AND NOT EXISTS (SELECT 1 FROM project_role r WHERE r.org_id = $1 AND "
      "r.org_id = i.org_id AND r.principal_id = i.user_id AND r.project_id = i.project_id)",
      org_id, project_id, now);
  co_return rows[0].integer(0);
}

Task<std::vector<ProjectInvitation>> list_project_invitations_of(Transaction& tx, OrgId org_id,
                                                                 UserId user_id, Seconds now) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<ProjectInvitation>,
                            " FROM project_invitation i WHERE i.org_id = $1 AND i.user_id = $2 "
                            "AND i.expires_at > $3 ORDER BY i.invitation_id">,
                        org_id, user_id, now);
  co_return all_of<ProjectInvitation>(rows);
}

Task<bool> is_brought_in(Transaction& tx, OrgId org_id, UserId user_id) {
  auto const rows = co_await tx.query(
      "SELECT 1 FROM project_invitation WHERE org_id = $1 AND user_id = $2 AND brings_in = 1 "
      "LIMIT 1",
      org_id, user_id);
  co_return !rows.empty();
}

Task<Done> invite_for_more(Transaction& tx, LockedOrg const& org, UserId user_id) {
  co_await tx.query(
      "UPDATE project_invitation SET brings_in = 0 WHERE org_id = $1 AND user_id = $2 AND "
      "brings_in = 1",
      org.id(), user_id);
  co_return Done{};
}

Task<Done> insert_project_invitation(Transaction& tx, LockedOrg const& org,
                                     ProjectInvitation const& invitation) {
  tx.enters(Directory::invitations, org.id(), invitation.invitation_id);
  co_await insert<ProjectInvitation>(tx, org, invitation);
  co_await tx.query("INSERT INTO invitation_directory (invitation_id, org_id) VALUES ($1, $2)",
                    invitation.invitation_id, org.id());
  co_return Done{};
}

Task<Done> set_invited_roles(Transaction& tx, LockedOrg const& org, InvitationId invitation_id,
                             Names const& roles) {
  co_await tx.query(
      "UPDATE project_invitation SET roles = $3 WHERE org_id = $1 AND invitation_id = $2", org.id(),
      invitation_id, join_names(roles));
  co_return Done{};
}

Task<Done> delete_project_invitation(Transaction& tx, LockedOrg const& org,
                                     InvitationId invitation_id) {
  co_await tx.query("DELETE FROM project_invitation WHERE org_id = $1 AND invitation_id = $2",
                    org.id(), invitation_id);
  co_return co_await close_link(tx, org, invitation_id);
}

Task<Done> end_project_invitations_of(Transaction& tx, LockedOrg const& org, UserId user_id) {
  auto const ended = co_await tx.query(
      "DELETE FROM project_invitation WHERE org_id = $1 AND user_id = $2 RETURNING invitation_id",
      org.id(), user_id);
  co_return co_await close_links(tx, org, ended);
}

Task<Done> end_project_invitations_to(Transaction& tx, LockedOrg const& org, ProjectId project_id) {
  auto const ended = co_await tx.query(
      "DELETE FROM project_invitation WHERE org_id = $1 AND project_id = $2 "
      "RETURNING invitation_id",
      org.id(), project_id);
  co_return co_await close_links(tx, org, ended);
}

}  // namespace orgd::store
