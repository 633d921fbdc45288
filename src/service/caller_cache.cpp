// The slots have no holes: what goes is replaced by the last one.
#include "service/caller_cache.hpp"

#include <utility>

namespace orgd {
namespace {

// Of a node of the map with its bucket, and of the slot.
constexpr std::size_t bytes_beside_caller = 128;

std::size_t heap_of(std::string const& text) {
  return text.capacity() > std::string().capacity() ? text.capacity() + 1 : 0;
}

std::size_t weight_of(Caller const& caller) {
  auto const& organization = caller.organization;
  std::size_t bytes = sizeof caller + bytes_beside_caller;
  for (std::string const* text : {&caller.org_id, &caller.identity.id, &caller.identity.name,
                                  &caller.key().ha1, &organization.org_id, &organization.name})
    bytes += heap_of(*text);
  for (auto const& [project_id, roles] : caller.group_roles)
    bytes += sizeof caller.group_roles.front() + heap_of(project_id);
  return bytes + caller.key().access_list.capacity() * sizeof(atlas::Block);
}

}  // namespace

CallerCache::Entry CallerCache::find(std::string_view public_key) {
  auto const at = places_.find(public_key);
  bool const found = at != places_.end();
  (found ? metrics_.hits : metrics_.misses).add();
  if (!found) return {};
  Slot& slot = slots_[at->second];
  slot.called = true;
  return slot.entry;
}

void CallerCache::insert(Entry entry) {
  std::string_view const public_key = entry.caller->identity.name;
  auto const known = places_.find(public_key);
  if (known != places_.end()) remove(known->second);
  std::size_t const bytes = weight_of(*entry.caller);
  make_room(bytes);
  if (bytes <= max_bytes_) {
    places_.emplace(public_key, slots_.size());
    slots_.push_back({std::move(entry), bytes, false});
    bytes_ += bytes;
  }
  metrics_.entries.set(slots_.size());
}

void CallerCache::erase(std::string_view public_key) {
  auto const at = places_.find(public_key);
  if (at == places_.end()) return;
  remove(at->second);
  metrics_.stale.add();
  metrics_.entries.set(slots_.size());
}

void CallerCache::remove(std::size_t slot) {
  bytes_ -= slots_[slot].bytes;
  places_.erase(slots_[slot].entry.caller->identity.name);
  if (slot + 1 != slots_.size()) {
    slots_[slot] = std::move(slots_.back());
    places_[slots_[slot].entry.caller->identity.name] = slot;
  }
  slots_.pop_back();
}

// Each turn of the hand takes the marks away, so that it ends.
void CallerCache::make_room(std::size_t bytes) {
  while (!slots_.empty() && bytes_ + bytes > max_bytes_) {
    if (hand_ >= slots_.size()) hand_ = 0;
    if (std::exchange(slots_[hand_].called, false))
      ++hand_;
    else
      remove(hand_);
  }
}

}  // namespace orgd
