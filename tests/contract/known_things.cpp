// Lists behind one mutex.
#include "known_things.hpp"

#include "world.hpp"

namespace contract {

void KnownThings::add(std::string const& kind, Known thing) {
  std::lock_guard const lock(mutex_);
  by_kind_[kind].push_back(std::move(thing));
}

void KnownThings::remove(std::string const& kind, std::string_view id) {
  std::lock_guard const lock(mutex_);
  std::erase_if(by_kind_[kind], [&](Known const& known) { return known.id == id; });
}

Known KnownThings::any(std::string const& kind, std::mt19937_64& random) const {
  std::lock_guard const lock(mutex_);
  auto const at = by_kind_.find(kind);
  if (at == by_kind_.end() || at->second.empty())
    return {.id = std::string(conformance::nobody_id), .secret = "none", .name = "nobody"};
  return at->second[random() % at->second.size()];
}

std::vector<Known> KnownThings::all(std::string const& kind) const {
  std::lock_guard const lock(mutex_);
  auto const at = by_kind_.find(kind);
  return at == by_kind_.end() ? std::vector<Known>() : at->second;
}

}  // namespace contract
