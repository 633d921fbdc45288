// Shapes of rate limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

/// A number of a rate limit.
struct RateLimitValue {
  std::int64_t default_value{};
  std::int64_t value{};
};
ATLAS_FIELDS(RateLimitValue, (default_value, "what it is unless it is set otherwise"),
             (value, "what it is"))

/// An operation that counts on a rate limit.
struct RateLimitEndpoint {
  std::string method{};
  std::string path{};
};
ATLAS_FIELDS(RateLimitEndpoint, (method, "the HTTP method"),
             (path, "the path with the names of its parameters in braces"))

/// Operations that count on one rate limit: a bucket of tokens, of which each call takes one.
struct RateLimitEndpointSet {
  RateLimitValue capacity{};
  std::string endpoint_set_id{};
  std::string endpoint_set_name{};
  std::vector<RateLimitEndpoint> endpoints{};
  RateLimitValue refill_duration_seconds{};
  RateLimitValue refill_rate{};
  std::string scope{};
};
ATLAS_FIELDS(RateLimitEndpointSet, (capacity, "how many tokens the bucket holds"),
             (endpoint_set_id, "its id"), (endpoint_set_name, "its name"),
             (endpoints, "the operations"),
             (refill_duration_seconds, "in how many seconds the refill comes"),
             (refill_rate, "how many tokens come back in that time"),
             (scope,
              "who has a bucket of its own: each USER, which is an API key, each ORGANIZATION or "
              "each GROUP"))

#define ATLAS_RATE_LIMIT_SCOPES_FIELDS                           \
  ATLAS_GROUP_ID_FIELD, ATLAS_ORG_ID_FIELD, ATLAS_USER_ID_FIELD, \
      (ip_address, "an address, for limits that each address has", .text = &text::ip_address)

/// Addresses a set of operations with one rate limit.
struct EndpointSetPath {
  std::string endpoint_set_id{};
};
ATLAS_FIELDS(EndpointSetPath, (endpoint_set_id, "the set's id", .text = &text::whole_name))

/// Whose rate limit.
struct RateLimitQuery {
  std::optional<std::string> group_id{};
  std::optional<std::string> org_id{};
  std::optional<std::string> user_id{};
  std::optional<std::string> ip_address{};
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(RateLimitQuery, ATLAS_RATE_LIMIT_SCOPES_FIELDS, ATLAS_QUERY_FIELDS)

/// Which rate limits.
struct RateLimitsQuery {
  std::optional<std::string> group_id{};
  std::optional<std::string> org_id{};
  std::optional<std::string> user_id{};
  std::optional<std::string> ip_address{};
  std::optional<std::string> endpoint_path{};
  std::optional<std::string> name{};
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(RateLimitsQuery, ATLAS_RATE_LIMIT_SCOPES_FIELDS,
             (endpoint_path, "only sets with an operation whose path has this in it",
              .text = &text::plain),
             (name, "only those whose names begin with this, in any case", .text = &text::plain),
             ATLAS_PAGE_FIELDS)

}  // namespace atlas
