// Callers in memory, so that a key that calls again is not read again. One for each event loop.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/caller.hpp"
#include "service/loop_metrics.hpp"

namespace orgd {

/// By public key. Bounded by what it weighs: the ones that have not called for a while go first,
/// one by one (the CLOCK algorithm), so that a burst of keys that call once does not drive out
/// those that call all the time.
class CallerCache {
 public:
  struct Entry {
    std::shared_ptr<Caller const> caller;
    std::uint64_t moment = 0;  ///< of the session, when its organization was read
  };

  CallerCache(CallerCacheMetrics& metrics, std::size_t max_bytes)
      : metrics_(metrics), max_bytes_(max_bytes) {}

  /// Empty when it is not known.
  Entry find(std::string_view public_key);
  /// In place of one of the same key. One that alone is too large is not kept.
  void insert(Entry entry);
  /// Forgets a caller that no longer is what it was.
  void erase(std::string_view public_key);

 private:
  struct Slot {
    Entry entry;
    std::size_t bytes;
    bool called;  // since the hand passed
  };

  void remove(std::size_t slot);
  void make_room(std::size_t bytes);

  CallerCacheMetrics& metrics_;
  std::size_t const max_bytes_;
  std::size_t bytes_ = 0;
  std::size_t hand_ = 0;
  std::vector<Slot> slots_;
  std::unordered_map<std::string_view, std::size_t> places_;  // views of the callers' own keys
};

}  // namespace orgd
