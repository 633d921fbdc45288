// Invitations to projects, of people who are in the organization and of people who are invited to
// it.
#pragma once

#include "store/people.hpp"

namespace orgd::store {

/// An invitation to a project. It never outlives the invitation to the organization that the same
/// person has to accept with it.
struct ProjectInvitation {
  OrgId org_id{};
  InvitationId invitation_id{};
  ProjectId project_id{};
  UserId user_id{};
  std::string spelling{};  ///< the address as it was sent
  std::string username{};  ///< the same for all spellings of one address
  Names roles{};
  Seconds invited_at{};
  Seconds expires_at{};
  std::string inviter{};
  std::string token_hash{};
  bool brings_in = false;  ///< an invitation to the organization was made for its sake

  static constexpr std::string_view table = "project_invitation";
  static constexpr std::string_view alias = "i";
};
BOOST_DESCRIBE_STRUCT(ProjectInvitation, (),
                      (org_id, invitation_id, project_id, user_id, spelling, username, roles,
                       invited_at, expires_at, inviter, token_hash, brings_in))

/// One that can still be accepted.
inline bool is_pending(ProjectInvitation const& invitation, Seconds now) {
  return invitation.expires_at > now;
}

Task<std::optional<ProjectInvitation>> find_project_invitation(Transaction& tx, OrgId org_id,
                                                               InvitationId invitation_id);
Task<std::optional<ProjectInvitation>> find_project_invitation_of(Transaction& tx, OrgId org_id,
                                                                  ProjectId project_id,
                                                                  std::string_view username);

/// The pending ones of a project, oldest first.
Task<std::vector<ProjectInvitation>> list_project_invitations(Transaction& tx, OrgId org_id,
                                                              ProjectId project_id, Seconds now);
/// How many of them are to people who have no role on the project yet.
Task<std::int64_t> count_invited_to_project(Transaction& tx, OrgId org_id, ProjectId project_id,
                                            Seconds now);
/// The pending ones of a person, to any project.
Task<std::vector<ProjectInvitation>> list_project_invitations_of(Transaction& tx, OrgId org_id,
                                                                 UserId user_id, Seconds now);

/// Whether the person is invited for the sake of a project's invitation alone.
Task<bool> is_brought_in(Transaction& tx, OrgId org_id, UserId user_id);
/// From now on the person is invited for another sake too.
Task<Done> invite_for_more(Transaction& tx, LockedOrg const& org, UserId user_id);

Task<Done> insert_project_invitation(Transaction& tx, LockedOrg const& org,
                                     ProjectInvitation const& invitation);
Task<Done> set_invited_roles(Transaction& tx, LockedOrg const& org, InvitationId invitation_id,
                             Names const& roles);
Task<Done> delete_project_invitation(Transaction& tx, LockedOrg const& org,
                                     InvitationId invitation_id);

/// Ends all of a person, or all to a project.
Task<Done> end_project_invitations_of(Transaction& tx, LockedOrg const& org, UserId user_id);
Task<Done> end_project_invitations_to(Transaction& tx, LockedOrg const& org, ProjectId project_id);

}  // namespace orgd::store
