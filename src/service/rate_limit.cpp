// The documented rate limits and their buckets.
#include "service/rate_limit.hpp"

#include <algorithm>

namespace orgd {

namespace {
using Scope = RateLimit::Scope;
constexpr RateLimit own_orgs{"orgs", Scope::user, 300, 100};
constexpr RateLimit access_tokens{"access tokens", Scope::user, 10, 10};
}  // namespace

RateLimit const& unrouted_rate_limit() { return own_orgs; }

RateLimit const& token_rate_limit() { return access_tokens; }

RateLimit const& rate_limit_of(atlas::OperationInfo const& info) {
  static constexpr RateLimit settings{"org settings", Scope::organization, 10, 5};
  static constexpr RateLimit organization{"org", Scope::organization, 500, 250};
  static constexpr RateLimit teams{"org teams", Scope::organization, 1200, 500};
  static constexpr RateLimit people{"org users", Scope::organization, 500, 250};
  static constexpr RateLimit project{"group", Scope::group, 1200, 500};
  static constexpr RateLimit projects{"groups", Scope::user, 1200, 500};
  static constexpr RateLimit org_events{"org events", Scope::organization, 500, 250};
  static constexpr RateLimit project_events{"group events", Scope::group, 300, 100};
  static constexpr RateLimit users{"users", Scope::user, 2500, 2000};
  bool const events = info.path.contains("/events");
  if (info.path.contains("{orgId}")) {
    if (events) return org_events;
    if (info.path.contains("/teams")) return teams;
    if (info.path.contains("/users")) return people;
    return info.path.ends_with("/settings") ? settings : organization;
  }
  if (info.path.contains("{groupId}")) return events ? project_events : project;
  if (info.path.starts_with("/api/atlas/v2/users")) return users;
  return info.path.contains("/groups") ? projects : own_orgs;
}

RateLimiter::Outcome RateLimiter::take(RateLimit const& limit, std::string_view scope_id,
                                       Instant now) {
  using std::chrono::nanoseconds;
  std::string key(limit.set);
  key.append("/").append(scope_id);
  nanoseconds const per_token = nanoseconds(std::chrono::minutes(1)) / limit.refill;
  std::lock_guard const lock(mutex_);
  make_room(now);
  auto const [at, made] = buckets_.try_emplace(std::move(key), now);
  Instant const full_at = std::max(at->second, now) + per_token;
  nanoseconds const over = full_at - now - per_token * limit.capacity;
  if (over > nanoseconds::zero()) {
    ++refused_[limit.set];
    return {false, 0, std::chrono::ceil<std::chrono::seconds>(over).count()};
  }
  if (!made) by_fullness_.erase({at->second, &*at});
  at->second = full_at;
  by_fullness_.emplace(full_at, &*at);
  return {true, -over / per_token, 0};
}

// Forgets two at most, so that no caller pays for many, and still faster than they are made.
void RateLimiter::make_room(Instant now) {
  for (int i = 0; i < 2 && !by_fullness_.empty() && by_fullness_.begin()->first <= now; ++i)
    forget_fullest();
  if (buckets_.size() >= max_buckets_) forget_fullest();
}

void RateLimiter::forget_fullest() {
  auto const* const bucket = by_fullness_.begin()->second;
  by_fullness_.erase(by_fullness_.begin());
  buckets_.erase(buckets_.find(bucket->first));
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
