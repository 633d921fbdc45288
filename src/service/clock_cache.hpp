// What was read or made, in memory, so that it need not be again. One for each event loop.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/loop_metrics.hpp"

namespace orgd {

/// Entries by their keys. Bounded by what they weigh: the ones that nobody has asked for in a while
/// go first, one by one (the CLOCK algorithm), so that a burst of keys that come once does not
/// drive out those that come all the time. An `Entry` has a `key()`, which stays where it is when
/// the entry is moved, and `bytes()` of all that it holds.
template <class Entry>
class ClockCache {
 public:
  ClockCache(CacheMetrics& metrics, std::size_t max_bytes)
      : metrics_(metrics), max_bytes_(max_bytes) {}

  /// Null when it is not known. Valid until the next insertion or erasure.
  Entry const* find(std::string_view key) {
    auto const at = places_.find(key);
    bool const found = at != places_.end();
    (found ? metrics_.hits : metrics_.misses).add();
    if (!found) return nullptr;
    slots_[at->second].wanted = true;
    return &slots_[at->second].entry;
  }

  /// In place of one of the same key. One that alone is too large is not kept.
  void insert(Entry entry) {
    auto const known = places_.find(entry.key());
    if (known != places_.end()) remove(known->second);
    std::size_t const bytes = entry.bytes() + bytes_beside_entry;
    make_room(bytes);
    if (bytes <= max_bytes_) {
      slots_.push_back({std::move(entry), bytes, false});
      places_.emplace(slots_.back().entry.key(), slots_.size() - 1);
      bytes_ += bytes;
    }
    metrics_.entries.set(slots_.size());
  }

  /// Forgets what no longer is as it was.
  void erase(std::string_view key) {
    auto const at = places_.find(key);
    if (at == places_.end()) return;
    remove(at->second);
    metrics_.stale.add();
    metrics_.entries.set(slots_.size());
  }

 private:
  struct Slot {
    Entry entry;
    std::size_t bytes;
    bool wanted;  // since the hand passed
  };

  // Of a node of the map with its bucket, and of the slot.
  static constexpr std::size_t bytes_beside_entry = 128;

  // The slots have no holes: what goes is replaced by the last one.
  void remove(std::size_t slot) {
    bytes_ -= slots_[slot].bytes;
    places_.erase(slots_[slot].entry.key());
    if (slot + 1 != slots_.size()) {
      slots_[slot] = std::move(slots_.back());
      places_[slots_[slot].entry.key()] = slot;
    }
    slots_.pop_back();
  }

  // Each turn of the hand takes the marks away, so that it ends.
  void make_room(std::size_t bytes) {
    while (!slots_.empty() && bytes_ + bytes > max_bytes_) {
      if (hand_ >= slots_.size()) hand_ = 0;
      if (std::exchange(slots_[hand_].wanted, false))
        ++hand_;
      else
        remove(hand_);
    }
  }

  CacheMetrics& metrics_;
  std::size_t const max_bytes_;
  std::size_t bytes_ = 0;
  std::size_t hand_ = 0;
  std::vector<Slot> slots_;
  std::unordered_map<std::string_view, std::size_t> places_;  // views of the entries' own keys
};

}  // namespace orgd
