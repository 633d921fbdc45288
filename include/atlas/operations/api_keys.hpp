// Rows of the operations table: the API keys of an organization and their access lists.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<OrgPath, PageQuery, NoBody, Page<ApiKey>> list_api_keys{
    {.id = "listApiKeys",
     .later_id = "listOrgApiKeys",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys",
     .access = Access::any_member,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the API keys of one organization"}};

inline constexpr Operation<OrgPath, Query, CreateApiKey, ApiKey> create_api_key{
    {.id = "createApiKey",
     .later_id = "createOrgApiKey",
     .method = Method::post,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys",
     .access = Access::org_owner,
     .success = 200,
     .codes = {Code::api_key_requires_description, Code::invalid_api_key_desc,
               Code::invalid_role_for_org, Code::max_api_keys_per_org_exceeded,
               Code::missing_api_key_roles},
     .summary = "Create an API key; the answer alone shows its private key"}};

inline constexpr Operation<ApiKeyPath, Query, NoBody, ApiKey> get_api_key{
    {.id = "getApiKey",
     .later_id = "getOrgApiKey",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::api_key_not_found},
     .retry = Retry::safe,
     .summary = "Return one API key"}};

inline constexpr Operation<ApiKeyPath, Query, UpdateApiKey, ApiKey> update_api_key{
    {.id = "updateApiKey",
     .later_id = "updateOrgApiKey",
     .method = Method::patch,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}",
     .access = Access::org_owner,
     .success = 200,
     .codes = {Code::api_key_not_found, Code::invalid_api_key_desc, Code::invalid_role_for_org,
               Code::missing_api_key_roles},
     .summary = "Change the description or the organization roles of one API key"}};

inline constexpr Operation<ApiKeyPath, Query, NoBody, NoBody> delete_api_key{
    {.id = "deleteApiKey",
     .later_id = "deleteOrgApiKey",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}",
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::api_key_not_found},
     .summary = "Delete one API key everywhere"}};

inline constexpr Operation<ApiKeyPath, PageQuery, NoBody, Page<AccessListEntry>>
    list_api_key_access_list{{.id = "listApiKeyAccessListsEntries",
                              .later_id = "listOrgApiKeyAccessListEntries",
                              .method = Method::get,
                              .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList",
                              .access = Access::any_member,
                              .success = 200,
                              .codes = {Code::api_key_not_found},
                              .retry = Retry::safe,
                              .summary = "List the addresses from which one API key may call"}};

inline constexpr Operation<ApiKeyPath, PageQuery, std::vector<AccessListEntryRequest>,
                           Page<AccessListEntry>>
    create_api_key_access_list{
        {.id = "createApiKeyAccessList",
         .later_id = "createOrgApiKeyAccessListEntry",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList",
         .access = Access::self_or_owner,
         .success = 200,
         .codes = {Code::address_already_in_access_list, Code::api_key_not_found,
                   Code::bad_access_list_add_request, Code::duplicate_addresses_in_input,
                   Code::invalid_cidr_block, Code::invalid_ip_address_or_cidr_notation,
                   Code::missing_one_of_attributes, Code::validation_error},
         .summary = "Add addresses to the access list of one API key",
         .about = "The answer is the whole list."}};

inline constexpr Operation<AccessListPath, Query, NoBody, AccessListEntry> get_api_key_access_list{
    {.id = "getApiKeyAccessList",
     .later_id = "getOrgApiKeyAccessListEntry",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList/{ipAddress}",
     .access = Access::any_member,
     .success = 200,
     .codes = {Code::api_key_access_list_not_found, Code::api_key_not_found,
               Code::invalid_ip_address_or_cidr_notation},
     .retry = Retry::safe,
     .summary = "Return one entry of the access list of one API key"}};

// The documented operationId is spelled this way.
inline constexpr Operation<AccessListPath, Query, NoBody, NoBody> delete_api_key_access_list{
    {.id = "deleteApiKeyAcessList",
     .later_id = "deleteOrgApiKeyAccessListEntry",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList/{ipAddress}",
     .access = Access::self_or_owner,
     .success = 204,
     .codes = {Code::api_key_access_list_not_found, Code::api_key_not_found,
               Code::cannot_remove_caller_from_access_list,
               Code::invalid_ip_address_or_cidr_notation},
     .summary = "Remove one entry from the access list of one API key"}};

}  // namespace atlas::ops
