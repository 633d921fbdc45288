// Rows of the operations table: invitations to a project.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

/// The day on which these were deprecated; what took their place came later.
inline constexpr Version project_invitations_deprecated{std::chrono::year{2023},
                                                        std::chrono::October, std::chrono::day{4}};

inline constexpr Operation<GroupPath, InvitationsQuery, NoBody, std::vector<GroupInvitation>>
    list_project_invitations{{.id = "listProjectInvitations",
                              .later_id = "listGroupInvites",
                              .method = Method::get,
                              .path = "/api/atlas/v2/groups/{groupId}/invites",
                              .access = Access::project_owner,
                              .scope = Scope::path_project,
                              .success = 200,
                              .successor = {"listProjectUsers", project_invitations_deprecated},
                              .retry = Retry::safe,
                              .summary = "List the pending invitations to one project",
                              .about = "With username, that of one person."}};

inline constexpr Operation<GroupPath, Query, GroupInvitationRequest, GroupInvitation>
    create_project_invitation{
        {.id = "createProjectInvitation",
         .later_id = "createGroupInvite",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/invites",
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::default_invitation_exception, Code::domain_not_in_allow_list,
                   Code::invalid_email_address, Code::invalid_role_for_group,
                   Code::max_users_per_group_exceeded, Code::max_users_per_org_exceeded,
                   Code::user_already_in_group},
         .successor = {"addGroupUsers", project_invitations_deprecated},
         .summary = "Invite one person to one project",
         .about = "The invitation is open for 30 days. A person outside the organization is "
                  "invited to it, too, as an ORG_MEMBER, and accepts both together; where that "
                  "invitation exists already, this one ends with it."}};

inline constexpr Operation<GroupPath, Query, GroupInvitationRequest, GroupInvitation>
    update_project_invitation{
        {.id = "updateProjectInvitation",
         .later_id = "updateGroupInvites",
         .method = Method::patch,
         .path = "/api/atlas/v2/groups/{groupId}/invites",
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::invalid_email_address, Code::invalid_role_for_group,
                   Code::username_not_found},
         .successor = {"addGroupUserRole", project_invitations_deprecated},
         .summary = "Replace the roles of the pending invitation of the person that the body "
                    "names"}};

inline constexpr Operation<ProjectInvitationPath, Query, NoBody, GroupInvitation>
    get_project_invitation{{.id = "getProjectInvitation",
                            .later_id = "getGroupInvite",
                            .method = Method::get,
                            .path = "/api/atlas/v2/groups/{groupId}/invites/{invitationId}",
                            .access = Access::project_owner,
                            .scope = Scope::path_project,
                            .success = 200,
                            .codes = {Code::invalid_invitation_id},
                            .successor = {"getGroupUser", project_invitations_deprecated},
                            .retry = Retry::safe,
                            .summary = "Return one pending invitation to a project"}};

inline constexpr Operation<ProjectInvitationPath, EnvelopeQuery, GroupInvitationUpdateRequest,
                           GroupInvitation>
    update_project_invitation_by_id{
        {.id = "updateProjectInvitationById",
         .later_id = "updateGroupInviteById",
         .method = Method::patch,
         .path = "/api/atlas/v2/groups/{groupId}/invites/{invitationId}",
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::invalid_invitation_id, Code::invalid_role_for_group},
         .successor = {"addGroupUserRole", project_invitations_deprecated},
         .summary = "Replace the roles of one pending invitation to a project"}};

inline constexpr Operation<ProjectInvitationPath, EnvelopeQuery, NoBody, NoBody>
    delete_project_invitation{
        {.id = "deleteProjectInvitation",
         .later_id = "deleteGroupInvite",
         .method = Method::remove,
         .path = "/api/atlas/v2/groups/{groupId}/invites/{invitationId}",
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 204,
         .codes = {Code::cannot_delete_org_invitation, Code::invalid_invitation_id},
         .successor = {"removeProjectUser", project_invitations_deprecated},
         .summary = "Cancel one invitation to a project",
         .about = "An invitation to the organization that was made with it stays."}};

}  // namespace atlas::ops
