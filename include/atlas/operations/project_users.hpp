// Rows of the operations table: the people of a project.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

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

// The first descriptions had no name for it.
inline constexpr Operation<ProjectUserPath, Query, UpdateGroupRolesForUser, UpdateGroupRolesForUser>
    update_project_user_roles{{.id = "updateGroupUserRoles",
                               .later_id = "updateGroupUserRoles",
                               .method = Method::put,
                               .path = "/api/atlas/v2/groups/{groupId}/users/{userId}/roles",
                               .access = Access::project_owner,
                               .scope = Scope::path_project,
                               .success = 200,
                               .codes = {Code::no_roles_in_assignment, Code::user_not_in_group},
                               .summary = "Replace the roles of one active person on one project",
                               .about = "The roles that the person has there by a team stay."}};

}  // namespace atlas::ops
