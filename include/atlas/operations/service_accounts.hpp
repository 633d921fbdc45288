// Rows of the operations table: the service accounts of an organization and their secrets.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

// The first descriptions had no service accounts, so these have one name each.

inline constexpr Operation<OrgPath, ServiceAccountsQuery, NoBody, Page<ServiceAccount>>
    list_org_service_accounts{{.id = "listOrgServiceAccounts",
                               .later_id = "listOrgServiceAccounts",
                               .method = Method::get,
                               .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts",
                               .version = v2024_08_05,
                               .access = Access::org_reader,
                               .success = 200,
                               .retry = Retry::safe,
                               .summary = "List the service accounts of one organization"}};

inline constexpr Operation<OrgPath, Query, OrgServiceAccountRequest, ServiceAccount>
    create_org_service_account{
        {.id = "createOrgServiceAccount",
         .later_id = "createOrgServiceAccount",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .success = 201,
         .codes = {Code::invalid_role_for_org, Code::max_service_accounts_per_org_exceeded,
                   Code::validation_error},
         .summary = "Create a service account; the answer alone shows its secret"}};

inline constexpr Operation<ServiceAccountPath, Query, NoBody, ServiceAccount>
    get_org_service_account{{.id = "getOrgServiceAccount",
                             .later_id = "getOrgServiceAccount",
                             .method = Method::get,
                             .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}",
                             .version = v2024_08_05,
                             .access = Access::org_reader,
                             .success = 200,
                             .codes = {Code::service_account_not_found},
                             .retry = Retry::safe,
                             .summary = "Return one service account"}};

inline constexpr Operation<ServiceAccountPath, Query, OrgServiceAccountUpdateRequest,
                           ServiceAccount>
    update_org_service_account{
        {.id = "updateOrgServiceAccount",
         .later_id = "updateOrgServiceAccount",
         .method = Method::patch,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::invalid_role_for_org, Code::service_account_not_found},
         .summary = "Change the texts or the organization roles of one service account",
         .about = "What the body leaves out stays, and so do roles on projects."}};

inline constexpr Operation<ServiceAccountPath, Query, NoBody, NoBody> delete_org_service_account{
    {.id = "deleteOrgServiceAccount",
     .later_id = "deleteOrgServiceAccount",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}",
     .version = v2024_08_05,
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::service_account_not_found},
     .summary = "Delete one service account everywhere, with its secrets and tokens"}};

inline constexpr Operation<ServiceAccountPath, Query, ServiceAccountSecretRequest,
                           ServiceAccountSecret>
    create_org_service_account_secret{
        {.id = "createOrgServiceAccountSecret",
         .later_id = "createOrgServiceAccountSecret",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/secrets",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .success = 201,
         .codes = {Code::service_account_not_found, Code::validation_error},
         .summary = "Create a secret of one service account; the answer alone shows it"}};

inline constexpr Operation<AccountSecretPath, Query, NoBody, NoBody>
    delete_org_service_account_secret{
        {.id = "deleteOrgServiceAccountSecret",
         .later_id = "deleteOrgServiceAccountSecret",
         .method = Method::remove,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/secrets/{secretId}",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .success = 204,
         .codes = {Code::resource_not_found, Code::service_account_not_found},
         .summary = "Delete one secret of one service account",
         .about = "No token is given out for it any more."}};

inline constexpr Operation<ServiceAccountPath, CountedPageQuery, NoBody, Page<ServiceAccountGroup>>
    get_org_service_account_groups{
        {.id = "getOrgServiceAccountGroups",
         .later_id = "getOrgServiceAccountGroups",
         .method = Method::get,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/groups",
         .version = v2024_08_05,
         .access = Access::org_reader,
         .success = 200,
         .codes = {Code::service_account_not_found},
         .retry = Retry::safe,
         .summary = "List the projects on which one service account has roles"}};

}  // namespace atlas::ops
