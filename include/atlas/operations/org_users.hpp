// Rows of the operations table: the people of an organization one by one, in their later form.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

// The first descriptions had no names for these.

inline constexpr Operation<OrgPath, Query, OrgUserRequest, OrgUserResponse> create_org_user{
    {.id = "createOrgUser",
     .later_id = "createOrgUser",
     .method = Method::post,
     .path = "/api/atlas/v2/orgs/{orgId}/users",
     .version = v2025_02_19,
     .access = Access::org_owner,
     .success = 201,
     .codes = {Code::domain_not_in_allow_list, Code::group_not_found, Code::invalid_email_address,
               Code::invalid_role_for_group, Code::invalid_role_for_org,
               Code::max_groups_per_user_exceeded, Code::max_teams_per_user_exceeded,
               Code::max_users_per_group_exceeded, Code::max_users_per_org_exceeded,
               Code::max_users_per_team_exceeded, Code::team_not_found, Code::team_not_in_org,
               Code::user_already_in_org},
     .own_status = {Code::user_already_in_org, 409},
     .summary = "Invite one person to one organization",
     .about = "The invitation is open for 30 days. It takes the place of one that expired or was "
              "rejected."}};

inline constexpr Operation<OrgUserPath, PersonQuery, NoBody, OrgUserResponse> get_org_user{
    {.id = "getOrgUser",
     .later_id = "getOrgUser",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}",
     .version = v2025_02_19,
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::user_not_found},
     .retry = Retry::safe,
     .summary = "Return one active or invited user of one organization"}};

inline constexpr Operation<OrgUserPath, Query, OrgUserUpdateRequest, OrgUserResponse>
    update_org_user{
        {.id = "updateOrgUser",
         .later_id = "updateOrgUser",
         .method = Method::patch,
         .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}",
         .version = v2025_02_19,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::cannot_demote_last_org_owner, Code::group_not_found,
                   Code::invalid_role_for_group, Code::invalid_role_for_org,
                   Code::max_groups_per_user_exceeded, Code::max_teams_per_user_exceeded,
                   Code::max_users_per_group_exceeded, Code::max_users_per_team_exceeded,
                   Code::team_not_found, Code::team_not_in_org, Code::user_not_found},
         .summary = "Replace roles and teams of one active or invited user",
         .about = "What the body leaves out stays; an empty list takes everything."}};

inline constexpr Operation<OrgUserPath, Query, NoBody, NoBody> remove_org_user{
    {.id = "removeOrgUser",
     .later_id = "removeOrgUser",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}",
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::cannot_delete_last_admin, Code::user_not_found},
     .summary = "Remove one active user from one organization, its teams and projects"}};

inline constexpr Operation<OrgUserPath, Query, NoBody, NoBody> remove_org_user_2025{
    {.id = "removeOrgUser",
     .later_id = "removeOrgUser",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}",
     .version = v2025_02_19,
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::cannot_delete_last_admin, Code::user_not_found},
     .summary = "Remove one active or invited user from one organization, its teams and projects"}};

inline constexpr Operation<OrgUserPath, Query, AddOrRemoveOrgRole, OrgUserResponse>
    add_org_user_role{
        {.id = "addOrgUserRole",
         .later_id = "addOrgUserRole",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}:addRole",
         .version = v2025_02_19,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::invalid_role_for_org, Code::roles_specified_for_user,
                   Code::user_not_found},
         .summary = "Give one role in the organization to one active or invited user"}};

inline constexpr Operation<OrgUserPath, Query, AddOrRemoveOrgRole, OrgUserResponse>
    remove_org_user_role{
        {.id = "removeOrgUserRole",
         .later_id = "removeOrgUserRole",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}:removeRole",
         .version = v2025_02_19,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::cannot_demote_last_org_owner, Code::cannot_remove_all_user_roles,
                   Code::invalid_role_for_org, Code::user_not_found, Code::validation_error},
         .summary = "Take one role in the organization from one active or invited user",
         .about = "At least one role stays."}};

inline constexpr Operation<OrgUserPath, Query, UpdateOrgRolesForUser, UpdateOrgRolesForUser>
    update_org_user_roles{{.id = "updateOrgUserRoles",
                           .later_id = "updateOrgUserRoles",
                           .method = Method::put,
                           .path = "/api/atlas/v2/orgs/{orgId}/users/{userId}/roles",
                           .access = Access::org_owner,
                           .success = 200,
                           .codes = {Code::cannot_demote_last_org_owner, Code::invalid_role_for_org,
                                     Code::no_roles_in_assignment, Code::user_not_found},
                           .successor = {"updateOrgUser"},
                           .summary = "Replace the roles of one active user in the organization"}};

}  // namespace atlas::ops
