// Rows of the operations table: the API keys of a project.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<GroupPath, PageQuery, NoBody, Page<ApiKey>> list_project_api_keys{
    {.id = "listProjectApiKeys",
     .later_id = "listGroupApiKeys",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/apiKeys",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the API keys that have roles on one project",
     .about = "Each shows all its roles, in the organization and on every project."}};

inline constexpr Operation<GroupPath, Query, CreateProjectApiKey, ApiKey> create_project_api_key{
    {.id = "createProjectApiKey",
     .later_id = "createGroupApiKey",
     .method = Method::post,
     .path = "/api/atlas/v2/groups/{groupId}/apiKeys",
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::api_key_requires_description, Code::invalid_api_key_desc,
               Code::invalid_role_for_group, Code::max_api_keys_per_org_exceeded,
               Code::missing_api_key_roles, Code::user_unauthorized},
     .summary = "Create an API key of one project; the answer alone shows its private key",
     .about = "It becomes an ORG_MEMBER of the project's organization. Only who owns the project "
              "can give GROUP_OWNER."}};

// The current description answers 204 without a body; clients take either.
inline constexpr Operation<ProjectApiKeyPath, Query, std::vector<UserAccessRoleAssignment>, ApiKey>
    add_project_api_key{
        {.id = "addProjectApiKey",
         .later_id = "addGroupApiKey",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/apiKeys/{apiUserId}",
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::api_key_can_only_belong_to_one_org, Code::api_key_not_found,
                   Code::invalid_role_for_group, Code::missing_api_key_roles},
         .summary = "Give one API key of the organization roles on one project",
         .about = "Roles that it has there stay."}};

inline constexpr Operation<ProjectApiKeyPath, PageQuery, UpdateProjectApiKey, ApiKey>
    update_project_api_key{
        {.id = "updateApiKeyRoles",
         .later_id = "updateGroupApiKeyRoles",
         .method = Method::patch,
         .path = "/api/atlas/v2/groups/{groupId}/apiKeys/{apiUserId}",
         .access = Access::project_manager,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::api_key_not_found, Code::invalid_api_key_desc,
                   Code::invalid_role_for_group, Code::missing_api_key_roles,
                   Code::user_unauthorized},
         .summary = "Change the description of one API key or its roles on one project",
         .about = "The roles take the place of those that it has on the project; a key of the "
                  "organization that has none there gets them. Only who owns the project can give "
                  "GROUP_OWNER."}};

inline constexpr Operation<ProjectApiKeyPath, Query, NoBody, NoBody> remove_project_api_key{
    {.id = "removeProjectApiKey",
     .later_id = "removeGroupApiKey",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/apiKeys/{apiUserId}",
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 204,
     .codes = {Code::api_key_not_found},
     .summary = "Take all roles on one project from one API key, which stays in the organization"}};

}  // namespace atlas::ops
