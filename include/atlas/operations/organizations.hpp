// Rows of the operations table: the server itself and organizations.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, Query, NoBody, SystemStatus> get_system_status{
    {.id = "getSystemStatus",
     .later_id = "getSystemStatus",
     .method = Method::get,
     .path = "/api/atlas/v2",
     .access = Access::own_orgs,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return the status of this server and of the calling key"}};

inline constexpr Operation<RootPath, NamedPageQuery, NoBody, Page<Organization>> list_organizations{
    {.id = "listOrganizations",
     .later_id = "listOrgs",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs",
     .access = Access::own_orgs,
     .scope = Scope::none,
     .success = 200,
     .causeless = {409},
     .retry = Retry::safe,
     .summary = "List the organizations of the caller"}};

inline constexpr Operation<RootPath, Query, CreateOrganizationRequest, CreateOrganizationResponse>
    create_organization{
        {.id = "createOrganization",
         .later_id = "createOrg",
         .method = Method::post,
         .path = "/api/atlas/v2/orgs",
         .access = Access::org_owner,
         .scope = Scope::own_org,
         .success = 201,
         .codes = {Code::api_key_cannot_create_org,
                   Code::api_key_must_be_associated_with_paying_org,
                   Code::api_key_requires_description, Code::invalid_api_key_desc,
                   Code::invalid_org_name, Code::invalid_role_for_org,
                   Code::max_orgs_per_user_exceeded, Code::missing_api_key_roles,
                   Code::missing_attribute, Code::resource_not_found, Code::user_not_found,
                   Code::validation_error},
         .causeless = {409},
         .summary = "Create an organization linked to the caller's, with its owner and first key",
         .about = "It may have a first API key or a first service account, whose private key or "
                  "secret is in the answer and never again."}};

inline constexpr Operation<OrgPath, Query, NoBody, Organization> get_organization{
    {.id = "getOrganization",
     .later_id = "getOrg",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}",
     .access = Access::any_member,
     .success = 200,
     .causeless = {409},
     .retry = Retry::safe,
     .summary = "Return one organization"}};

inline constexpr Operation<OrgPath, Query, Organization, Organization> rename_organization{
    {.id = "renameOrganization",
     .later_id = "updateOrg",
     .method = Method::patch,
     .path = "/api/atlas/v2/orgs/{orgId}",
     .access = Access::org_owner,
     .success = 200,
     .codes = {Code::invalid_org_name},
     .causeless = {409},
     .summary = "Rename one organization",
     .about = "What else the body holds is read-only and ignored."}};

inline constexpr Operation<OrgPath, EnvelopeQuery, NoBody, NoBody> delete_organization{
    {.id = "deleteOrganization",
     .later_id = "deleteOrg",
     .method = Method::remove,
     .path = "/api/atlas/v2/orgs/{orgId}",
     .access = Access::org_owner,
     .success = 204,
     .codes = {Code::cannot_delete_org_failed_payments, Code::org_not_empty},
     .summary = "Delete one organization that has no projects left"}};

inline constexpr Operation<OrgPath, NamedPageQuery, NoBody, Page<Group>> list_organization_projects{
    {.id = "listOrganizationProjects",
     .later_id = "getOrgGroups",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/groups",
     .access = Access::visible_projects,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the projects of one organization that the caller may see"}};

inline constexpr Operation<OrgPath, Query, NoBody, OrganizationSettings> get_organization_settings{
    {.id = "getOrganizationSettings",
     .later_id = "getOrgSettings",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/settings",
     .access = Access::any_member,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return the settings of one organization"}};

inline constexpr Operation<OrgPath, Query, OrganizationSettings, OrganizationSettings>
    update_organization_settings{{.id = "updateOrganizationSettings",
                                  .later_id = "updateOrgSettings",
                                  .method = Method::patch,
                                  .path = "/api/atlas/v2/orgs/{orgId}/settings",
                                  .access = Access::org_owner,
                                  .success = 200,
                                  .codes = {Code::invalid_email_address, Code::validation_error},
                                  .summary = "Change some or all settings of one organization",
                                  .about = "What the body leaves out stays; null clears what can "
                                           "be cleared. The answer has all settings."}};

inline constexpr Operation<OrgPath, PageQuery, NoBody, Page<CloudAppUser>> list_organization_users{
    {.id = "listOrganizationUsers",
     .later_id = "listOrgUsers",
     .method = Method::get,
     .path = "/api/atlas/v2/orgs/{orgId}/users",
     .access = Access::any_member,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the active users of one organization"}};

inline constexpr Operation<OrgPath, OrgUsersQuery, NoBody, Page<OrgUserResponse>>
    list_organization_users_2025{
        {.id = "listOrganizationUsers",
         .later_id = "listOrgUsers",
         .method = Method::get,
         .path = "/api/atlas/v2/orgs/{orgId}/users",
         .version = v2025_02_19,
         .access = Access::any_member,
         .success = 200,
         .codes = {Code::mutually_exclusive_query_parameters},
         .retry = Retry::safe,
         .summary = "List the active and invited users of one organization"}};

}  // namespace atlas::ops
