// Token buckets: one for each set of operations and each user, organization or project.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
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

class RateLimiter {
 public:
  struct Outcome {
    bool allowed;
    std::int64_t remaining;
    std::int64_t retry_after_s;  ///< when refused
  };
  /// Takes one token from the bucket of (set, scope id). Thread-safe; memory is bounded, and a
  /// bucket that is dropped was full or becomes so.
  Outcome take(RateLimit const& limit, std::string_view scope_id,
               std::chrono::system_clock::time_point now);

  /// Refusals so far, by the set's name.
  std::map<std::string_view, std::uint64_t> refused() const;
  /// Buckets in memory.
  std::size_t buckets() const;

 private:
  struct Bucket {
    double tokens;
    std::chrono::system_clock::time_point at;
  };
  static constexpr std::size_t max_buckets = 65536;
  mutable std::mutex mutex_;
  std::map<std::string_view, std::uint64_t> refused_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace orgd
