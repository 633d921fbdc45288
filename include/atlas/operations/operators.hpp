// Rows of the operations table: what operators see of the whole server. Each look leaves an event.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<RootPath, NamedPageQuery, NoBody, Page<OperatorOrganization>>
    list_operator_organizations{{.id = "listOperatorOrganizations",
                                 .later_id = "listOperatorOrganizations",
                                 .method = Method::get,
                                 .path = "/orgd/v1/operator/organizations",
                                 .version = unversioned,
                                 .access = Access::server_operator,
                                 .scope = Scope::none,
                                 .success = 200,
                                 .retry = Retry::safe,
                                 .summary = "List all organizations with how much is in each",
                                 .about = "Operators get no right inside an organization."}};

inline constexpr Operation<RootPath, OutboxQuery, NoBody, Page<OperatorMail>> list_operator_outbox{
    {.id = "listOperatorOutbox",
     .later_id = "listOperatorOutbox",
     .method = Method::get,
     .path = "/orgd/v1/operator/outbox",
     .version = unversioned,
     .access = Access::server_operator,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "List the mails and what became of them",
     .about = "Those that wait come first, then those that were sent, then those that were given "
              "up. No mail's link or token is shown."}};

inline constexpr Operation<RootPath, Query, NoBody, ServerHealth> get_operator_health{
    {.id = "getOperatorHealth",
     .later_id = "getOperatorHealth",
     .method = Method::get,
     .path = "/orgd/v1/operator/health",
     .version = unversioned,
     .access = Access::server_operator,
     .scope = Scope::none,
     .success = 200,
     .retry = Retry::safe,
     .summary = "Return how the server does"}};

}  // namespace atlas::ops
