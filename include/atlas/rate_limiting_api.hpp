// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// How many calls the server takes, and of whom. See Client for what all methods share.
class RateLimitingApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Return one set of operations that have a rate limit in common. The limit is the same for
  /// everybody, whomever the query names. In version 2025-03-12. For callers with: any role in the
  /// organization. Errors: 404 RESOURCE_NOT_FOUND.
  Response<RateLimitEndpointSet> get_rate_limit(
      std::string const& endpoint_set_id, RateLimitQuery const& query = {},
      CallOptions const& options = {}) const;

  /// List the sets of operations that have a rate limit in common, by name. The limits are the same
  /// for everybody; they hold where the server is set to refuse by them. With groupId, orgId,
  /// userId or ipAddress, only the limits that each project, organization, user or address has for
  /// itself are listed. In version 2025-03-12. For callers with: any role in the organization.
  Response<Page<RateLimitEndpointSet>> list_rate_limits(
      RateLimitsQuery const& query = {}, CallOptions const& options = {}) const;

  /// All pages of `list_rate_limits`, from the query's on.
  PageRange<RateLimitEndpointSet> pages_of_rate_limits(
      RateLimitsQuery const& query = {}, CallOptions const& options = {}) const;
  /// The items of all these pages.
  ItemRange<RateLimitEndpointSet> each_of_rate_limits(
      RateLimitsQuery const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
