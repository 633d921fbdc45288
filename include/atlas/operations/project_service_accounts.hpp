// Rows of the operations table: the service accounts of a project and their secrets.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

// The first descriptions had no service accounts, so these have one name each.

inline constexpr Operation<GroupPath, ServiceAccountsQuery, NoBody, Page<ServiceAccount>>
    list_group_service_accounts{
        {.id = "listGroupServiceAccounts",
         .later_id = "listGroupServiceAccounts",
         .method = Method::get,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts",
         .version = v2024_08_05,
         .access = Access::project_member,
         .scope = Scope::path_project,
         .success = 200,
         .retry = Retry::safe,
         .summary = "List the service accounts that have roles on one project",
         .about = "Each shows its roles on this project."}};

inline constexpr Operation<GroupPath, Query, GroupServiceAccountRequest, ServiceAccount>
    create_group_service_account{
        {.id = "createGroupServiceAccount",
         .later_id = "createGroupServiceAccount",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts",
         .version = v2024_08_05,
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 201,
         .codes = {Code::invalid_role_for_group, Code::max_service_accounts_per_org_exceeded,
                   Code::validation_error},
         .summary = "Create a service account of one project; the answer alone shows its secret",
         .about = "It becomes an ORG_MEMBER of the project's organization."}};

inline constexpr Operation<ProjectAccountPath, Query, NoBody, ServiceAccount>
    get_group_service_account{{.id = "getGroupServiceAccount",
                               .later_id = "getGroupServiceAccount",
                               .method = Method::get,
                               .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}",
                               .version = v2024_08_05,
                               .access = Access::project_member,
                               .scope = Scope::path_project,
                               .success = 200,
                               .codes = {Code::service_account_not_found},
                               .retry = Retry::safe,
                               .summary = "Return one service account of one project"}};

inline constexpr Operation<ProjectAccountPath, Query, GroupServiceAccountUpdateRequest,
                           ServiceAccount>
    update_group_service_account{
        {.id = "updateGroupServiceAccount",
         .later_id = "updateGroupServiceAccount",
         .method = Method::patch,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}",
         .version = v2024_08_05,
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::invalid_role_for_group, Code::service_account_not_found,
                   Code::user_unauthorized},
         .summary = "Change the texts of one service account or its roles on one project",
         .about = "What the body leaves out stays, and so do roles elsewhere. Only who may do all "
                  "that the account may do can change its texts."}};

inline constexpr Operation<ProjectAccountPath, Query, NoBody, NoBody> delete_group_service_account{
    {.id = "deleteGroupServiceAccount",
     .later_id = "deleteGroupServiceAccount",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}",
     .version = v2024_08_05,
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 204,
     .codes = {Code::service_account_not_found},
     .summary = "Take all roles on one project from one service account, which stays in the "
                "organization"}};

inline constexpr Operation<ProjectAccountPath, Query, ServiceAccountSecretRequest,
                           ServiceAccountSecret>
    create_group_service_account_secret{
        {.id = "createGroupServiceAccountSecret",
         .later_id = "createGroupServiceAccountSecret",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}/secrets",
         .version = v2024_08_05,
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 201,
         .codes = {Code::service_account_not_found, Code::user_unauthorized,
                   Code::validation_error},
         .summary = "Create a secret of one service account; the answer alone shows it",
         .about = "Only who may do all that the account may do can create one."}};

inline constexpr Operation<ProjectAccountSecretPath, Query, NoBody, NoBody>
    delete_group_service_account_secret{
        {.id = "deleteGroupServiceAccountSecret",
         .later_id = "deleteGroupServiceAccountSecret",
         .method = Method::remove,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}/secrets/{secretId}",
         .version = v2024_08_05,
         .access = Access::project_owner,
         .scope = Scope::path_project,
         .success = 204,
         .codes = {Code::resource_not_found, Code::service_account_not_found,
                   Code::user_unauthorized},
         .summary = "Delete one secret of one service account of one project",
         .about = "No token is given out for it any more. Only who may do all that the account "
                  "may do can delete one."}};

inline constexpr Operation<ProjectAccountPath, Query, GroupServiceAccountRoleAssignment,
                           ServiceAccount>
    invite_group_service_account{
        {.id = "inviteGroupServiceAccount",
         .later_id = "inviteGroupServiceAccount",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}:invite",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::invalid_role_for_group, Code::service_account_not_found},
         .summary = "Give one service account of the organization roles on one project",
         .about = "It has them at once, beside those that it has there. A list of such bodies, as "
                  "callers before 2025 send it, is taken as one."}};

}  // namespace atlas::ops
