// Rows of the operations table: what whoever manages projects asks of a project's clusters on the
// way. No clusters are run here, so these are answered as for a project that has none.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<GroupPath, Query, NoBody, std::vector<ProjectLimit>> list_project_limits{
    {.id = "listProjectLimits",
     .later_id = "listGroupLimits",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/limits",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the limits that were set on one project"}};

inline constexpr Operation<ProjectLimitPath, Query, NoBody, ProjectLimit> get_project_limit{
    {.id = "getProjectLimit",
     .later_id = "getGroupLimit",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/limits/{limitName}",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::resource_not_found},
     .retry = Retry::safe,
     .summary = "Return one limit of one project",
     .about = "One that was never set has its default."}};

inline constexpr Operation<ProjectLimitPath, Query, ProjectLimit, ProjectLimit> set_project_limit{
    {.id = "setProjectLimit",
     .later_id = "setGroupLimit",
     .method = Method::patch,
     .path = "/api/atlas/v2/groups/{groupId}/limits/{limitName}",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::resource_not_found},
     .summary = "Set one limit of one project"}};

// Clients parse the body of this 200.
inline constexpr Operation<ProjectLimitPath, Query, NoBody, NoBody> delete_project_limit{
    {.id = "deleteProjectLimit",
     .later_id = "deleteGroupLimit",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/limits/{limitName}",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 200,
     .codes = {Code::resource_not_found},
     .summary = "Set one limit of one project back to its default"}};

inline constexpr Operation<GroupPath, Query, NoBody, ProjectIpAddresses> get_project_ip_addresses{
    {.id = "returnAllIPAddresses",
     .later_id = "getGroupIpAddresses",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/ipAddresses",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return the addresses of the clusters of one project",
     .about = "There are none."}};

inline constexpr Operation<GroupPath, PageQuery, NoBody, Page<Cluster>> list_project_clusters{
    {.id = "listClusters",
     .later_id = "listGroupClusters",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/clusters",
     .version = v2024_08_05,
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the clusters of one project",
     .about = "There are none."}};

inline constexpr Operation<GroupPath, Query, NoBody, bool> get_managed_slow_ms{
    {.id = "getManagedSlowMs",
     .later_id = "getGroupManagedSlowMs",
     .method = Method::get,
     .path = "/api/atlas/v2/groups/{groupId}/managedSlowMs",
     .access = Access::project_member,
     .scope = Scope::path_project,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return whether the threshold of slow operations is the service's own",
     .about = "The answer is a bare boolean."}};

inline constexpr Operation<GroupPath, Query, NoBody, NoBody> enable_managed_slow_ms{
    {.id = "enableSlowOperationThresholding",
     .later_id = "enableGroupManagedSlowMs",
     .method = Method::post,
     .path = "/api/atlas/v2/groups/{groupId}/managedSlowMs/enable",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 204,
     .summary = "Let the service choose the threshold of slow operations",
     .about = "Kept and answered; nothing is measured here."}};

inline constexpr Operation<GroupPath, Query, NoBody, NoBody> disable_managed_slow_ms{
    {.id = "disableSlowOperationThresholding",
     .later_id = "disableGroupManagedSlowMs",
     .method = Method::remove,
     .path = "/api/atlas/v2/groups/{groupId}/managedSlowMs/disable",
     .access = Access::project_owner,
     .scope = Scope::path_project,
     .success = 204,
     .summary = "Let the threshold of slow operations be a fixed one",
     .about = "Kept and answered; nothing is measured here."}};

}  // namespace atlas::ops
