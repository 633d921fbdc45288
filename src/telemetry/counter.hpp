// Numbers that one thread changes while others read them; who counts never waits.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <utility>

namespace orgd {

/// A number that one thread changes and any may read. Costs that thread what an integer would.
/// Whoever sees a change sees all that its thread changed before.
class Counter {
 public:
  void add(std::uint64_t by = 1) { set(value_.load(std::memory_order_relaxed) + by); }
  void set(std::uint64_t value) { value_.store(value, std::memory_order_release); }
  std::uint64_t value() const { return value_.load(std::memory_order_acquire); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// One T for each thread that counts, so that none waits for another; read together. They stay when
/// their threads end: what was counted remains true. Thread-safe.
template <class T>
class Shards {
 public:
  template <class... Arguments>
  T& add(Arguments&&... arguments) {
    std::lock_guard const lock(mutex_);
    return shards_.emplace_back(std::forward<Arguments>(arguments)...);
  }
  template <class Visit>
  void each(Visit const& visit) const {
    std::lock_guard const lock(mutex_);
    for (T const& shard : shards_) visit(shard);
  }
  /// The sum of one counter, `shards.sum([](T const& shard) { return shard.hits.value(); })`.
  template <class Read>
  std::uint64_t sum(Read const& read) const {
    std::uint64_t total = 0;
    each([&](T const& shard) { total += read(shard); });
    return total;
  }

 private:
  mutable std::mutex mutex_;
  std::list<T> shards_;
};

}  // namespace orgd
