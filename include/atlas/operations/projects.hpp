// Rows of the operations table: projects.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, PageQuery, NoBody, Page<Group>> list_projects{
    {.id = "listProjects",
     .later_id = "listGroups",
     .method = Method::get,
     .path = "/api/atlas/v2/groups",
     .access = Access::visible_projects,
     .scope = Scope::own_org,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the projects that the caller may see"}};

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

inline constexpr Operation<GroupNamePath, Query, NoBody, Group> get_project_by_name{
    {.id = "getProjectByName",
     .later_id = "getGroupByName",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/byName/{groupName}",
     .access = Access::visible_projects,
     .scope = Scope::own_org,
     .success = 200,
     .codes = {Code::group_name_not_found, Code::multiple_groups},
     .retry = Retry::safe,
     .summary = "Return the project of this name"}};

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

inline constexpr Operation<GroupPath, Query, GroupUpdate, Group> update_project{
    {.id = "updateProject",
     .later_id = "updateGroup",
     .method = Method::patch,
     .path = "/api/atlas/v2/groups/{groupId}",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::group_already_exists, Code::invalid_attribute, Code::invalid_group_name},
     .summary = "Rename one project or replace its tags",
     .about = "What the body leaves out stays."}};

inline constexpr Operation<GroupPath, Query, NoBody, GroupSettings> get_project_settings{
    {.id = "getProjectSettings",
     .later_id = "getGroupSettings",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/settings",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return the settings of one project"}};

inline constexpr Operation<GroupPath, Query, GroupSettings, GroupSettings> update_project_settings{
    {.id = "updateProjectSettings",
     .later_id = "updateGroupSettings",
     .method = Method::patch,
     .path = "/api/atlas/v2/groups/{groupId}/settings",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 200,
     .summary = "Change some or all settings of one project",
     .about = "What the body leaves out stays. The answer has all settings."}};

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

inline constexpr Operation<GroupPath, Query, GroupMigrationRequest, Group> migrate_project{
    {.id = "migrateGroup",
     .later_id = "migrateGroup",
     .method = Method::post,
     .path = "/api/atlas/v2/groups/{groupId}:migrate",
     .version = v2024_05_30,
     .access = Access::org_owner,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::group_already_exists, Code::group_not_found,
               Code::ip_address_not_on_access_list, Code::max_groups_per_org_exceeded,
               Code::max_groups_per_user_exceeded, Code::max_orgs_per_user_exceeded,
               Code::max_users_per_org_exceeded, Code::missing_attribute, Code::org_not_found,
               Code::org_requires_access_list, Code::user_unauthorized, Code::validation_error},
     .summary = "Move one project to another organization",
     .about = "It keeps its id, name, tags and settings. Active users keep their own roles on it, "
              "as an ORG_MEMBER of the other organization where they are not in it yet; teams, "
              "API keys and invitations stay behind, and so do the events until then."}};

}  // namespace atlas::ops
