// Rows of the operations table: invitations to an organization.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<OrgPath, InvitationsQuery, NoBody, std::vector<OrganizationInvitation>>
    list_organization_invitations{{.id = "listOrganizationInvitations",
                                   .later_id = "listOrgInvites",
                                   .method = Method::get,
                                   .path = "/api/atlas/v2/orgs/{orgId}/invites",
                                   .access = Access::org_owner,
                                   .success = 200,
                                   .successor = {"listOrganizationUsers"},
                                   .retry = Retry::safe,
                                   .summary = "List the pending invitations of one organization",
                                   .about = "With username, that of one person."}};

inline constexpr Operation<OrgPath, Query, OrganizationInvitationRequest, OrganizationInvitation>
    create_organization_invitation{
        {.id = "createOrganizationInvitation",
         .later_id = "createOrgInvite",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/invites",
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::default_invitation_exception, Code::domain_not_in_allow_list,
                   Code::group_not_found, Code::invalid_email_address, Code::invalid_role_for_group,
                   Code::invalid_role_for_org, Code::max_groups_per_user_exceeded,
                   Code::max_teams_per_user_exceeded, Code::max_users_per_group_exceeded,
                   Code::max_users_per_org_exceeded, Code::max_users_per_team_exceeded,
                   Code::team_not_found, Code::team_not_in_org, Code::user_already_in_org},
         .successor = {"createOrgUser"},
         .summary = "Invite one person to one organization",
         .about = "The invitation is open for 30 days."}};

inline constexpr Operation<OrgPath, Query, OrganizationInvitationRequest, OrganizationInvitation>
    update_organization_invitation{
        {.id = "updateOrganizationInvitation",
         .later_id = "updateOrgInvites",
         .method = Method::patch,
         .path = "/api/atlas/v2/orgs/{orgId}/invites",
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::group_not_found, Code::invalid_email_address, Code::invalid_role_for_group,
                   Code::invalid_role_for_org, Code::max_groups_per_user_exceeded,
                   Code::max_teams_per_user_exceeded, Code::max_users_per_group_exceeded,
                   Code::max_users_per_team_exceeded, Code::missing_attribute, Code::team_not_found,
                   Code::team_not_in_org, Code::username_not_found, Code::validation_error},
         .successor = {"updateOrgUser"},
         .summary = "Change the pending invitation of the person that the body names"}};

inline constexpr Operation<InvitationPath, EnvelopeQuery, NoBody, OrganizationInvitation>
    get_organization_invitation{{.id = "getOrganizationInvitation",
                                 .later_id = "getOrgInvite",
                                 .method = Method::get,
                                 .path = "/api/atlas/v2/orgs/{orgId}/invites/{invitationId}",
                                 .access = Access::org_owner,
                                 .success = 200,
                                 .codes = {Code::invalid_invitation_id},
                                 .successor = {"getOrgUser"},
                                 .retry = Retry::safe,
                                 .summary = "Return one pending invitation"}};

inline constexpr Operation<InvitationPath, Query, OrganizationInvitationUpdateRequest,
                           OrganizationInvitation>
    update_organization_invitation_by_id{
        {.id = "updateOrganizationInvitationById",
         .later_id = "updateOrgInviteById",
         .method = Method::patch,
         .path = "/api/atlas/v2/orgs/{orgId}/invites/{invitationId}",
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::group_not_found, Code::invalid_invitation_id, Code::invalid_role_for_group,
                   Code::invalid_role_for_org, Code::max_groups_per_user_exceeded,
                   Code::max_teams_per_user_exceeded, Code::max_users_per_group_exceeded,
                   Code::max_users_per_team_exceeded, Code::team_not_found, Code::team_not_in_org,
                   Code::validation_error},
         .successor = {"updateOrgUser"},
         .summary = "Change one pending invitation"}};

inline constexpr Operation<InvitationPath, Query, NoBody, NoBody> delete_organization_invitation{
    {.id = "deleteOrganizationInvitation",
     .later_id = "deleteOrgInvite",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/invites/{invitationId}",
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::cannot_delete_group_invitation, Code::invalid_invitation_id},
     .successor = {"removeOrgUser"},
     .summary = "Cancel one invitation",
     .about = "The person's invitations to projects are cancelled with it."}};

// The two operations of an invitation's link lie outside the versioned API: it has none for them.

inline constexpr Operation<LinkPath, Query, AcceptInvitationRequest, OrgUserResponse>
    accept_invitation{
        {.id = "acceptInvitation",
         .later_id = "acceptInvitation",
         .method = Method::post,
         .path = "/orgd/v1/invitations/{invitationId}:accept",
         .version = unversioned,
         .access = Access::link,
         .scope = Scope::link,
         .success = 200,
         .codes = {Code::common_password, Code::first_name_exceeds_max_length,
                   Code::invalid_country_code, Code::last_name_exceeds_max_length,
                   Code::max_groups_per_user_exceeded, Code::max_orgs_per_user_exceeded,
                   Code::max_users_per_org_exceeded, Code::missing_attribute, Code::weak_password},
         .summary = "Accept the invitation whose link the caller holds",
         .about = "The token stands at the end of the link. A person without an account, or "
                  "with one that somebody else made by createUser, gives names, country and "
                  "password. Who joins the organization accepts all "
                  "invitations to its projects with it, and the other way round."}};

inline constexpr Operation<LinkPath, Query, RejectInvitationRequest, NoBody> reject_invitation{
    {.id = "rejectInvitation",
     .later_id = "rejectInvitation",
     .method = Method::post,
     .path = "/orgd/v1/invitations/{invitationId}:reject",
     .version = unversioned,
     .access = Access::link,
     .scope = Scope::link,
     .success = 204,
     .summary = "Reject the invitation whose link the caller holds",
     .about = "With an invitation to the organization, those to its projects are rejected; not "
              "the other way round."}};

}  // namespace atlas::ops
