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
     .errors = {400, 401, 404, 500},
     .retry = Retry::safe,
     .summary = "List the API keys of one organization"}};

inline constexpr Operation<OrgPath, Query, CreateApiKey, ApiKey> create_api_key{
    {.id = "createApiKey",
     .later_id = "createOrgApiKey",
     .method = Method::post,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys",
     .access = Access::org_owner,
     .success = 200,
     .errors = {400, 401, 403, 404, 500},
     .summary = "Create an API key; the answer alone shows its private key"}};

inline constexpr Operation<ApiKeyPath, Query, NoBody, ApiKey> get_api_key{
    {.id = "getApiKey",
     .later_id = "getOrgApiKey",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}",
     .access = Access::any_member,
     .success = 200,
     .errors = {400, 401, 404, 500},
     .retry = Retry::safe,
     .summary = "Return one API key"}};

inline constexpr Operation<ApiKeyPath, Query, UpdateApiKey, ApiKey> update_api_key{
    {.id = "updateApiKey",
     .later_id = "updateOrgApiKey",
     .method = Method::patch,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}",
     .access = Access::org_owner,
     .success = 200,
     .errors = {400, 401, 403, 404, 500},
     .summary = "Change the description or the organization roles of one API key"}};

inline constexpr Operation<ApiKeyPath, Query, NoBody, NoBody> delete_api_key{
    {.id = "deleteApiKey",
     .later_id = "deleteOrgApiKey",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}",
     .access = Access::org_owner,
     .success = 204,
     .errors = {400, 401, 403, 404, 500},
     .summary = "Delete one API key everywhere"}};

inline constexpr Operation<ApiKeyPath, PageQuery, NoBody, Page<AccessListEntry>>
    list_api_key_access_list{{.id = "listApiKeyAccessListsEntries",
                              .later_id = "listOrgApiKeyAccessListEntries",
                              .method = Method::get,
                              .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList",
                              .access = Access::any_member,
                              .success = 200,
                              .errors = {400, 401, 403, 404, 500},
                              .retry = Retry::safe,
                              .summary = "List the addresses from which one API key may call"}};

inline constexpr Operation<ApiKeyPath, PageQuery, std::vector<AccessListEntryRequest>,
                           Page<AccessListEntry>>
    create_api_key_access_list{{.id = "createApiKeyAccessList",
                                .later_id = "createOrgApiKeyAccessListEntry",
                                .method = Method::post,
                                .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList",
                                .access = Access::self_or_owner,
                                .success = 200,
                                .errors = {400, 401, 403, 404, 409, 500},
                                .summary = "Add addresses to the access list of one API key"}};

inline constexpr Operation<AccessListPath, Query, NoBody, AccessListEntry> get_api_key_access_list{
    {.id = "getApiKeyAccessList",
     .later_id = "getOrgApiKeyAccessListEntry",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/apiKeys/{apiUserId}/accessList/{ipAddress}",
     .access = Access::any_member,
     .success = 200,
     .errors = {400, 401, 403, 404, 500},
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
     .errors = {400, 401, 403, 404, 500},
     .summary = "Remove one entry from the access list of one API key"}};

}  // namespace atlas::ops
