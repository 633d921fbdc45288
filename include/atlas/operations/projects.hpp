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
     .scope = Scope::body_org,
     .success = 201,
     .codes = {Code::group_already_exists, Code::invalid_attribute, Code::invalid_group_name,
               Code::max_groups_per_org_exceeded, Code::max_groups_per_user_exceeded,
               Code::user_not_found, Code::user_not_in_org},
     .summary = "Create a project in the organization that the body names"}};

inline constexpr Operation<GroupPath, Query, NoBody, Group> get_project{
    {.id = "getProject",
     .later_id = "getGroup",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return one project"}};

// The hosted service answers 202 with {}, where its description has 204; clients parse that body.
inline constexpr Operation<GroupPath, Query, NoBody, NoBody> delete_project{
    {.id = "deleteProject",
     .later_id = "deleteGroup",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 202,
     .causeless = {409},
     .summary = "Delete one project"}};

}  // namespace atlas::ops
