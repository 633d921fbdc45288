// Rows of the operations table: projects.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, CreateProjectQuery, Group, Group> create_project{
    {.id = "createProject",
     .later_id = "createGroup",
     .method = Method::post,
     .path = "/api/atlas/v2/groups",
     .access = Access::project_creator,
     .success = 201,
     .errors = {400, 401, 403, 404, 409, 500},
     .summary = "Create a project in the organization that the body names"}};

// The hosted service answers 202 with {}, where its description has 204; clients parse that body.
inline constexpr Operation<GroupPath, Query, NoBody, NoBody> delete_project{
    {.id = "deleteProject",
     .later_id = "deleteGroup",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}",
     .access = Access::project_owner,
     .success = 202,
     .errors = {400, 401, 403, 404, 409, 500},
     .summary = "Delete one project"}};

}  // namespace atlas::ops
