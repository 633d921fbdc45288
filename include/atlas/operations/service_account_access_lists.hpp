// Rows of the operations table: the access lists of service accounts, which an organization's path
// names or that of a project on which the account has a role.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<ServiceAccountPath, PageQuery, NoBody,
                           Page<ServiceAccountAccessListEntry>>
    list_service_account_access_list{
        {.id = "listOrgServiceAccountAccessList",
         .later_id = "listOrgServiceAccountAccessList",
         .method = Method::get,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/accessList",
         .version = v2024_08_05,
         .access = Access::org_reader,
         .success = 200,
         .codes = {Code::service_account_not_found},
         .retry = Retry::safe,
         .summary = "List the addresses from which one service account may call"}};

inline constexpr Operation<ServiceAccountPath, PageQuery, std::vector<AccessListEntryRequest>,
                           Page<ServiceAccountAccessListEntry>>
    create_service_account_access_list{
        {.id = "createOrgServiceAccountAccessList",
         .later_id = "createOrgServiceAccountAccessList",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/accessList",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::address_already_in_access_list, Code::bad_access_list_add_request,
                   Code::duplicate_addresses_in_input, Code::invalid_cidr_block,
                   Code::invalid_ip_address_or_cidr_notation, Code::missing_one_of_attributes,
                   Code::service_account_not_found, Code::validation_error},
         .summary = "Add addresses to the access list of one service account",
         .about = "The answer is the whole list."}};

inline constexpr Operation<AccountAccessListPath, Query, NoBody, NoBody>
    delete_service_account_access_list{
        {.id = "deleteOrgServiceAccountAccessListEntry",
         .later_id = "deleteOrgServiceAccountAccessListEntry",
         .method = Method::remove,
         .path = "/api/atlas/v2/orgs/{orgId}/serviceAccounts/{clientId}/accessList/{ipAddress}",
         .version = v2024_08_05,
         .access = Access::org_owner,
         .success = 204,
         .codes = {Code::cannot_remove_caller_from_access_list,
                   Code::invalid_ip_address_or_cidr_notation, Code::resource_not_found,
                   Code::service_account_not_found},
         .summary = "Remove one entry from the access list of one service account"}};

inline constexpr Operation<ProjectAccountPath, PageQuery, NoBody,
                           Page<ServiceAccountAccessListEntry>>
    list_project_service_account_access_list{
        {.id = "listGroupServiceAccountAccessList",
         .later_id = "listGroupServiceAccountAccessList",
         .method = Method::get,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}/accessList",
         .version = v2024_08_05,
         .access = Access::project_member,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::service_account_not_found},
         .retry = Retry::safe,
         .summary = "List the addresses from which one service account of a project may call"}};

inline constexpr Operation<ProjectAccountPath, PageQuery, std::vector<AccessListEntryRequest>,
                           Page<ServiceAccountAccessListEntry>>
    create_project_service_account_access_list{
        {.id = "createGroupServiceAccountAccessList",
         .later_id = "createGroupServiceAccountAccessList",
         .method = Method::post,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}/accessList",
         .version = v2024_08_05,
         .access = Access::project_manager,
         .scope = Scope::path_project,
         .success = 200,
         .codes = {Code::address_already_in_access_list, Code::bad_access_list_add_request,
                   Code::duplicate_addresses_in_input, Code::invalid_cidr_block,
                   Code::invalid_ip_address_or_cidr_notation, Code::missing_one_of_attributes,
                   Code::service_account_not_found, Code::user_unauthorized,
                   Code::validation_error},
         .summary = "Add addresses to the access list of one service account of a project",
         .about = "The list is that of the whole account, and so is the answer. Only who may do "
                  "all that the account may do can change it; an access manager also where the "
                  "account has roles on this project alone and does not own it."}};

inline constexpr Operation<ProjectAccountAccessListPath, Query, NoBody, NoBody>
    delete_project_service_account_access_list{
        {.id = "deleteGroupServiceAccountAccessListEntry",
         .later_id = "deleteGroupServiceAccountAccessListEntry",
         .method = Method::remove,
         .path = "/api/atlas/v2/groups/{groupId}/serviceAccounts/{clientId}/accessList/{ipAddress}",
         .version = v2024_08_05,
         .access = Access::project_manager,
         .scope = Scope::path_project,
         .success = 204,
         .codes = {Code::cannot_remove_caller_from_access_list,
                   Code::invalid_ip_address_or_cidr_notation, Code::resource_not_found,
                   Code::service_account_not_found, Code::user_unauthorized},
         .summary = "Remove one entry from the access list of one service account of a project",
         .about = "For the same callers as adding."}};

}  // namespace atlas::ops
