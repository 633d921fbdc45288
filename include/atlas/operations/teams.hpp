// Rows of the operations table: the teams of an organization, their users, and teams on projects.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<OrgPath, PageQuery, NoBody, Page<TeamResponse>> list_organization_teams{
    {.id = "listOrganizationTeams",
     .later_id = "listOrgTeams",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/teams",
     .access = Access::any_member,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the teams of one organization"}};

inline constexpr Operation<OrgPath, Query, Team, Team> create_team{
    {.id = "createTeam",
     .later_id = "createOrgTeam",
     .method = Method::post,
     .path = "/api/atlas/v2/orgs/{orgId}/teams",
     .access = Access::org_owner,
     .success = 201,
     .codes = {Code::cannot_create_empty_team, Code::invalid_email_address, Code::invalid_team_name,
               Code::max_teams_per_org_exceeded, Code::max_teams_per_user_exceeded,
               Code::max_users_per_team_exceeded, Code::team_name_not_available,
               Code::user_not_in_org, Code::username_not_found},
     .summary = "Create a team of active and invited users of one organization"}};

inline constexpr Operation<TeamNamePath, Query, NoBody, TeamResponse> get_team_by_name{
    {.id = "getTeamByName",
     .later_id = "getOrgTeamByName",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/byName/{teamName}",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::team_name_not_found},
     .retry = Retry::safe,
     .summary = "Return the team of one organization that has this name"}};

inline constexpr Operation<TeamPath, Query, NoBody, TeamResponse> get_team_by_id{
    {.id = "getTeamById",
     .later_id = "getOrgTeam",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::team_not_found},
     .retry = Retry::safe,
     .summary = "Return one team"}};

inline constexpr Operation<TeamPath, Query, TeamUpdate, TeamResponse> rename_team{
    {.id = "renameTeam",
     .later_id = "renameOrgTeam",
     .method = Method::patch,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}",
     .access = Access::org_owner,
     .success = 200,
     .codes = {Code::invalid_team_name, Code::team_name_not_available, Code::team_not_found},
     .summary = "Rename one team",
     .about = "What else the body holds is read-only and ignored."}};

inline constexpr Operation<TeamPath, Query, NoBody, NoBody> delete_team{
    {.id = "deleteTeam",
     .later_id = "deleteOrgTeam",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}",
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::cannot_delete_team_assigned_to_project, Code::team_not_found},
     .summary = "Delete one team that is on no project"}};

inline constexpr Operation<TeamPath, PageQuery, NoBody, Page<CloudAppUser>> list_team_users{
    {.id = "listTeamUsers",
     .later_id = "listOrgTeamUsers",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}/users",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::team_not_found},
     .retry = Retry::safe,
     .summary = "List the active users of one team"}};

inline constexpr Operation<TeamPath, TeamUsersQuery, NoBody, Page<OrgUserResponse>>
    list_team_users_2025{
        {.id = "listTeamUsers",
         .later_id = "listOrgTeamUsers",
         .method = Method::get,
         .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}/users",
         .version = v2025_02_19,
         .access = Access::any_member,
         .success = 200,
         .codes = {Code::mutually_exclusive_query_parameters, Code::team_not_found},
         .retry = Retry::safe,
         .summary = "List the active and invited users of one team"}};

// The first descriptions had no names for the two with a verb.
inline constexpr Operation<TeamPath, Query, AddUserToTeam, OrgUserResponse> add_org_team_user{
    {.id = "addOrgTeamUser",
     .later_id = "addOrgTeamUser",
     .method = Method::post,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}:addUser",
     .version = v2025_02_19,
     .access = Access::org_owner,
     .success = 200,
     .codes = {Code::max_teams_per_user_exceeded, Code::max_users_per_team_exceeded,
               Code::team_not_found, Code::user_already_in_team, Code::user_not_found,
               Code::user_not_in_org},
     .own_status = {Code::user_already_in_team, 400},
     .summary = "Add one active or invited user of the organization to one team"}};

inline constexpr Operation<TeamPath, Query, AddUserToTeam, OrgUserResponse> remove_org_team_user{
    {.id = "removeOrgTeamUser",
     .later_id = "removeOrgTeamUser",
     .method = Method::post,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}:removeUser",
     .version = v2025_02_19,
     .access = Access::org_owner,
     .success = 200,
     .codes = {Code::team_not_found, Code::user_not_found},
     .summary = "Remove one active or invited user from one team"}};

inline constexpr Operation<TeamPath, Query, std::vector<AddUserToTeam>, Page<CloudAppUser>>
    add_team_user{
        {.id = "addTeamUser",
         .later_id = "addOrgTeamUsers",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}/users",
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::cannot_add_pending_user, Code::max_teams_per_user_exceeded,
                   Code::max_users_per_team_exceeded, Code::team_not_found,
                   Code::user_already_in_team, Code::user_not_found, Code::user_not_in_org},
         .successor = {"addOrgTeamUser"},
         .summary = "Add active users of the organization to one team, all of them or none",
         .about = "The answer has all active users of the team."}};

inline constexpr Operation<TeamUserPath, Query, NoBody, NoBody> remove_team_user{
    {.id = "removeTeamUser",
     .later_id = "removeOrgTeamUserFromTeam",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/teams/{teamId}/users/{userId}",
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::team_not_found, Code::user_not_found},
     .successor = {"removeOrgTeamUser"},
     .summary = "Remove one user from one team"}};

inline constexpr Operation<GroupPath, PageQuery, NoBody, Page<TeamRole>> list_project_teams{
    {.id = "listProjectTeams",
     .later_id = "listGroupTeams",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/teams",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the teams on one project with their roles"}};

inline constexpr Operation<GroupPath, Query, std::vector<TeamRole>, Page<TeamRole>>
    add_all_teams_to_project{
        {.id = "addAllTeamsToProject",
         .later_id = "addGroupTeams",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/teams",
         .access = Access::project_manager,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::invalid_role_for_group, Code::max_teams_per_group_exceeded,
                   Code::team_exists_in_group, Code::team_not_found, Code::team_not_in_org,
                   Code::user_unauthorized},
         .summary = "Add teams of the organization to one project, all of them or none",
         .about = "The answer has all teams on the project."}};

inline constexpr Operation<GroupTeamPath, Query, NoBody, TeamRole> get_group_team{
    {.id = "getGroupTeam",
     .later_id = "getGroupTeam",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/teams/{teamId}",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::team_not_in_group},
     .retry = Retry::safe,
     .summary = "Return one team on one project with its roles"}};

inline constexpr Operation<GroupTeamPath, Query, TeamRoleUpdate, Page<TeamRole>> update_team_roles{
    {.id = "updateTeamRoles",
     .later_id = "updateGroupTeam",
     .method = Method::patch,
     .path = "/api/atlas/v2/groups/{groupId}/teams/{teamId}",
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::invalid_role_for_group, Code::missing_attribute, Code::team_not_in_group,
               Code::user_unauthorized, Code::validation_error},
     .summary = "Replace the roles of one team on one project",
     .about = "The answer is a list that has this team alone."}};

inline constexpr Operation<GroupTeamPath, EnvelopeQuery, NoBody, NoBody> remove_project_team{
    {.id = "removeProjectTeam",
     .later_id = "removeGroupTeam",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/teams/{teamId}",
     .access = Access::project_manager,
     .scope = Scope::path_project,
     .success = 204,
     .codes = {Code::team_not_in_group},
     .summary = "Remove one team from one project"}};

}  // namespace atlas::ops
