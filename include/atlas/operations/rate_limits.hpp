// Rows of the operations table: the rate limits that this server has.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, RateLimitsQuery, NoBody, Page<RateLimitEndpointSet>>
    list_rate_limits{
        {.id = "listRateLimits",
         .later_id = "listRateLimits",
         .method = Method::get,
         .path = "/api/atlas/v2/rateLimits",
         .version = v2025_03_12,
         .access = Access::any_member,
         .scope = Scope::own_org,
         .success = 200,
         .retry = Retry::safe,
         .summary = "List the sets of operations that have a rate limit in common, by name",
         .about = "The limits are the same for everybody; they hold where the server is set to "
                  "refuse by them. With groupId, orgId, userId or ipAddress, only the limits that "
                  "each project, organization, user or address has for itself are listed."}};

inline constexpr Operation<EndpointSetPath, RateLimitQuery, NoBody, RateLimitEndpointSet>
    get_rate_limit{{.id = "getRateLimit",
                    .later_id = "getRateLimit",
                    .method = Method::get,
                    .path = "/api/atlas/v2/rateLimits/{endpointSetId}",
                    .version = v2025_03_12,
                    .access = Access::any_member,
                    .scope = Scope::own_org,
                    .success = 200,
                    .codes = {Code::resource_not_found},
                    .retry = Retry::safe,
                    .summary = "Return one set of operations that have a rate limit in common",
                    .about = "The limit is the same for everybody, whomever the query names."}};

}  // namespace atlas::ops
