// Rows of the operations table: the people of a project.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<GroupPath, ProjectUsersQuery, NoBody, Page<CloudAppUser>>
    list_project_users{{.id = "listProjectUsers",
                        .later_id = "listGroupUsers",
                        .method = Method::get,
                        .path = "/api/atlas/v2/groups/{groupId}/users",
                        .access = Access::project_member,
                        .scope = Scope::path_project,
                        .success = 200,
                        .retry = Retry::safe,
                        .summary = "List the active users of one project"}};

inline constexpr Operation<GroupPath, ProjectPeopleQuery, NoBody, Page<GroupUserResponse>>
    list_project_users_2025{{.id = "listProjectUsers",
                             .later_id = "listGroupUsers",
                             .method = Method::get,
                             .path = "/api/atlas/v2/groups/{groupId}/users",
                             .version = v2025_02_19,
                             .access = Access::project_member,
                             .scope = Scope::path_project,
                             .success = 200,
                             .codes = {Code::mutually_exclusive_query_parameters},
                             .retry = Retry::safe,
                             .summary = "List the active and invited users of one project"}};

// The first descriptions had no names for the next four.
inline constexpr Operation<GroupPath, Query, GroupUserRequest, GroupUserResponse> add_group_users{
    {.id = "addGroupUsers",
     .later_id = "addGroupUsers",
     .method = Method::post,
     .path = "/api/atlas/v2/groups/{groupId}/users",
     .version = v2025_02_19,
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 201,
     .codes = {Code::domain_not_in_allow_list, Code::invalid_email_address,
               Code::invalid_role_for_group, Code::max_groups_per_user_exceeded,
               Code::max_users_per_group_exceeded, Code::max_users_per_org_exceeded,
               Code::user_already_in_group, Code::user_unauthorized},
     .summary = "Add one person to one project",
     .about = "Who is active in the organization has the roles at once, who is invited has them "
              "by accepting, and anybody else is invited to the organization as an ORG_MEMBER."}};

inline constexpr Operation<ProjectUserPath, PersonQuery, NoBody, GroupUserResponse> get_group_user{
    {.id = "getGroupUser",
     .later_id = "getGroupUser",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/users/{userId}",
     .version = v2025_02_19,
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::user_not_in_group},
     .retry = Retry::safe,
     .summary = "Return one active or invited user of one project"}};

inline constexpr Operation<ProjectUserPath, Query, AddOrRemoveGroupRole, GroupUserResponse>
    add_group_user_role{{.id = "addGroupUserRole",
                         .later_id = "addGroupUserRole",
                         .method = Method::post,
                         .path = "/api/atlas/v2/groups/{groupId}/users/{userId}:addRole",
                         .version = v2025_02_19,
                         .access = Access::project_manager,
                         .scope = Scope::path_project,
                         .success = 200,
                         .codes = {Code::invalid_role_for_group, Code::roles_specified_for_user,
                                   Code::user_not_in_group, Code::user_unauthorized},
                         .summary = "Give one role on one project to one of its users"}};

inline constexpr Operation<ProjectUserPath, Query, AddOrRemoveGroupRole, GroupUserResponse>
    remove_group_user_role{
        {.id = "removeGroupUserRole",
         .later_id = "removeGroupUserRole",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/users/{userId}:removeRole",
         .version = v2025_02_19,
         .access = Access::project_manager,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::cannot_remove_all_user_roles, Code::invalid_role_for_group,
                   Code::user_not_in_group, Code::validation_error},
         .summary = "Take one role on one project from one of its users",
         .about = "At least one role stays."}};

inline constexpr Operation<ProjectUserPath, Query, NoBody, NoBody> remove_project_user{
    {.id = "removeProjectUser",
     .later_id = "removeGroupUser",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/users/{userId}",
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 204,
     .codes = {Code::user_not_in_group},
     .summary = "Take the roles on one project from one active person",
     .about = "What the person may do there by a team stays, and so does the membership of the "
              "organization."}};

inline constexpr Operation<ProjectUserPath, Query, NoBody, NoBody> remove_project_user_2025{
    {.id = "removeProjectUser",
     .later_id = "removeGroupUser",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/users/{userId}",
     .version = v2025_02_19,
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 204,
     .codes = {Code::user_not_in_group},
     .summary = "Take the roles on one project from one active or invited person",
     .about = "What the person may do there by a team stays, and so does the membership of the "
              "organization, or its invitation."}};

// The first descriptions had no name for it.
inline constexpr Operation<ProjectUserPath, Query, UpdateGroupRolesForUser, UpdateGroupRolesForUser>
    update_project_user_roles{{.id = "updateGroupUserRoles",
                               .later_id = "updateGroupUserRoles",
                               .method = Method::put,
                               .path = "/api/atlas/v2/groups/{groupId}/users/{userId}/roles",
                               .access = Access::project_owner,
                               .scope = Scope::path_project,
                               .success = 200,
                               .codes = {Code::invalid_role_for_group, Code::no_roles_in_assignment,
                                         Code::user_not_in_group},
                               .successor = {"addGroupUserRole"},
                               .summary = "Replace the roles of one active person on one project",
                               .about = "The roles that the person has there by a team stay."}};

}  // namespace atlas::ops
