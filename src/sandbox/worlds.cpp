// Worlds that nobody has used yet cost their names.
#include "sandbox/worlds.hpp"

#include <malloc.h>

#include <algorithm>
#include <utility>

#include "sandbox/world_files.hpp"

namespace orgd::sandbox {

Worlds::Worlds(Ground const& ground, Beginning beginning, bool automatic)
    : ground_(ground), beginning_(std::move(beginning)), automatic_(automatic) {
  if (ground.files)
    for (auto& [name, state] : ground.files->read_all())
      worlds_.emplace(name, std::make_shared<World>(ground, name, std::move(state)));
  if (!worlds_.contains(default_name)) (void)make(default_name);
}

Result<Worlds::Made> Worlds::find(std::string_view name) const {
  if (name.empty()) name = default_name;
  auto const found = worlds_.find(name);
  if (found != worlds_.end()) return found->second;
  return fail(Code::resource_not_found, "world " + std::string(name));
}

Result<Worlds::Made> Worlds::find_or_make(std::string_view name) {
  auto found = find(name);
  if (found || !automatic_) return found;
  auto made = make(name);
  if (made) automatic_names_.emplace(name);
  return made;
}

Result<Worlds::Made> Worlds::make(std::string_view name, std::optional<Beginning> beginning) {
  if (!is_world_name(name)) return fail(Code::validation_error, no_world_name);
  bool const known = worlds_.contains(name);
  if (!known && worlds_.size() >= most && !make_room())
    return fail(Code::validation_error, "there are at most 10000 worlds: delete some");
  auto const& from = beginning ? *beginning : beginning_;
  WorldState state{.id_seed = from.id_seed, .seed = from.moment, .now = from.moment};
  auto made = std::make_shared<World>(ground_, std::string(name), std::move(state));
  made->reset();  // changes nothing, and is written
  auto& place = worlds_[std::string(name)];
  if (place) place->journal().end_waits();
  place = made;
  automatic_names_.erase(made->name());
  return made;
}

Result<Done> Worlds::remove(std::string_view name) {
  if (name == default_name)
    return fail(Code::validation_error, "the default world stays; it can be reset");
  auto const found = worlds_.find(name);
  if (found == worlds_.end()) return fail(Code::resource_not_found, "world " + std::string(name));
  erase(found);
  return Done{};
}

void Worlds::erase(ByName::iterator at) {
  if (ground_.files) ground_.files->remove(at->first);
  at->second->journal().end_waits();
  automatic_names_.erase(at->first);
  worlds_.erase(at);
}

bool Worlds::make_room() {
  auto oldest = worlds_.end();
  for (auto const& name : automatic_names_) {
    auto const at = worlds_.find(name);
    World const& world = *at->second;
    bool const spare = at->second.use_count() == 1 && world.is_as_it_began();
    bool const older = oldest == worlds_.end() || world.last_used() < oldest->second->last_used();
    if (spare && older) oldest = at;
  }
  if (oldest == worlds_.end()) return false;
  erase(oldest);
  return true;
}

std::vector<std::string> Worlds::names() const {
  std::vector<std::string> names;
  for (auto const& [name, world] : worlds_) names.push_back(name);
  return names;
}

// One that fails keeps no other from it.
Task<Done> Worlds::for_each(std::vector<Made> worlds, std::function<Task<Done>(World&)> what) {
  for (auto const& world : worlds) {
    try {
      co_await what(*world);
    } catch (...) {
      ground_.log.survived("world " + world->name());
    }
  }
  co_return Done{};
}

Task<Done> Worlds::save() {
  std::vector<Made> all;
  for (auto const& [name, world] : worlds_) all.push_back(world);
  auto const one = [](World& world) { return world.save(); };
  co_return co_await for_each(std::move(all), one);
}

Task<Done> Worlds::tend(World::Instant now) {
  std::vector<Made> open;
  for (auto const& [name, world] : worlds_)
    if (world->is_open()) open.push_back(world);
  auto const one = [now](World& world) { return world.tend(now); };
  co_await for_each(open, one);
  // What worlds had open lies between what others keep, and the allocator alone gives none of it
  // back: a thousand worlds that were in use within a minute would keep three quarters for ever.
  if (!std::ranges::all_of(open, [](Made const& world) { return world->is_open(); }))
    malloc_trim(0);
  co_return Done{};
}

}  // namespace orgd::sandbox
