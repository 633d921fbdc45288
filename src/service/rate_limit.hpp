// Token buckets: one for each set of operations and each user, organization or project.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "atlas/operation.hpp"

namespace orgd {

/// One set of operations that share a bucket.
struct RateLimit {
  enum class Scope : std::uint8_t { user, organization, group };
  std::string_view set;  ///< its name
  Scope scope;
  std::int64_t capacity;
  std::int64_t refill;  ///< tokens a minute
};

RateLimit const& rate_limit_of(atlas::OperationInfo const& info);
/// For requests that were refused before their operation was known.
RateLimit const& unrouted_rate_limit();
/// For requests to the token endpoints, by endpoint, address and known client.
RateLimit const& token_rate_limit();

class RateLimiter {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  explicit RateLimiter(std::size_t max_buckets = 65536) : max_buckets_(max_buckets) {}

  struct Outcome {
    bool allowed;
    std::int64_t remaining;
    std::int64_t retry_after_s;  ///< when refused
  };
  /// Takes one token from the bucket of (set, scope id). Thread-safe. Memory is bounded: full
  /// buckets are forgotten, which changes nothing, and at the bound the one that would be full
  /// soonest.
  Outcome take(RateLimit const& limit, std::string_view scope_id, Instant now);

  /// Refusals so far, by the set's name.
  std::map<std::string_view, std::uint64_t> refused() const;
  /// Buckets in memory.
  std::size_t buckets() const;

 private:
  // A bucket is known by the moment at which it will be full again.
  using Buckets = std::unordered_map<std::string, Instant>;
  using ByFullness = std::set<std::pair<Instant, Buckets::value_type const*>>;

  void make_room(Instant now);
  void forget_fullest();

  std::size_t const max_buckets_;
  mutable std::mutex mutex_;
  std::map<std::string_view, std::uint64_t> refused_;
  Buckets buckets_;
  ByFullness by_fullness_;
};

}  // namespace orgd
