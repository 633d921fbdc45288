// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/rate_limiting_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<RateLimitEndpointSet> RateLimitingApi::get_rate_limit(
      std::string const& endpoint_set_id, RateLimitQuery const& query,
      CallOptions const& options) const {
  return detail::call<ops::get_rate_limit>(engine(), {endpoint_set_id}, query, {}, options);
}

Response<Page<RateLimitEndpointSet>> RateLimitingApi::list_rate_limits(
      RateLimitsQuery const& query, CallOptions const& options) const {
  return detail::call<ops::list_rate_limits>(engine(), {}, query, {}, options);
}

PageRange<RateLimitEndpointSet> RateLimitingApi::pages_of_rate_limits(
      RateLimitsQuery const& query, CallOptions const& options) const {
  return detail::pages(query, [api = *this, options](auto const& page) {
    return api.list_rate_limits(page, options);
  });
}

ItemRange<RateLimitEndpointSet> RateLimitingApi::each_of_rate_limits(
      RateLimitsQuery const& query, CallOptions const& options) const {
  return ItemRange<RateLimitEndpointSet>(
      pages_of_rate_limits(query, options));
}

}  // namespace atlas
