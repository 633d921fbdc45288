// The documented rate limits and their buckets.
#include "server/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace orgd {

namespace {
using Scope = RateLimit::Scope;
constexpr RateLimit own_orgs{"orgs", Scope::user, 300, 100};
}  // namespace

RateLimit const& unrouted_rate_limit() { return own_orgs; }

RateLimit const& rate_limit_of(atlas::OperationInfo const& info) {
  static constexpr RateLimit settings{"org settings", Scope::organization, 10, 5};
  static constexpr RateLimit organization{"org", Scope::organization, 500, 250};
  static constexpr RateLimit project{"group", Scope::group, 1200, 500};
  static constexpr RateLimit projects{"groups", Scope::user, 1200, 500};
  if (info.path.contains("{orgId}"))
    return info.path.ends_with("/settings") ? settings : organization;
  if (info.path.contains("{groupId}")) return project;
  return info.path.contains("/groups") ? projects : own_orgs;
}

RateLimiter::Outcome RateLimiter::take(RateLimit const& limit, std::string_view scope_id,
                                       std::chrono::system_clock::time_point now) {
  std::string key(limit.set);
  key.append("/").append(scope_id);
  auto const capacity = static_cast<double>(limit.capacity);
  double const per_second = static_cast<double>(limit.refill) / 60;
  std::lock_guard const lock(mutex_);
  if (buckets_.size() >= max_buckets) buckets_.clear();
  Bucket& bucket = buckets_.try_emplace(std::move(key), Bucket{capacity, now}).first->second;
  std::chrono::duration<double> const passed = now - bucket.at;
  bucket.tokens = std::min(capacity, bucket.tokens + std::max(0.0, passed.count()) * per_second);
  bucket.at = now;
  if (bucket.tokens < 1) {
    ++refused_[limit.set];
    auto const wait = static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / per_second));
    return {false, 0, std::max<std::int64_t>(wait, 1)};
  }
  bucket.tokens -= 1;
  return {true, static_cast<std::int64_t>(bucket.tokens), 0};
}

std::map<std::string_view, std::uint64_t> RateLimiter::refused() const {
  std::lock_guard const lock(mutex_);
  return refused_;
}

std::size_t RateLimiter::buckets() const {
  std::lock_guard const lock(mutex_);
  return buckets_.size();
}

}  // namespace orgd
