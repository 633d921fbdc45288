// Worlds that nobody has used yet cost their names.
#include "sandbox/worlds.hpp"

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

Result<Worlds::Made> Worlds::find(std::string_view name) {
  if (name.empty()) name = default_name;
  auto const found = worlds_.find(name);
  if (found != worlds_.end()) return found->second;
  if (automatic_) return make(name);
  return fail(Code::resource_not_found, "world " + std::string(name));
}

Result<Worlds::Made> Worlds::make(std::string_view name, std::optional<Beginning> beginning) {
  if (!is_world_name(name))
    return fail(Code::validation_error, "the name of a world is one to 40 of a-z, 0-9 and -");
  bool const known = worlds_.contains(name);
  if (!known && worlds_.size() >= most)
    return fail(Code::validation_error, "there are at most 10000 worlds");
  auto const& from = beginning ? *beginning : beginning_;
  WorldState state{.id_seed = from.id_seed, .seed = from.moment, .now = from.moment};
  auto made = std::make_shared<World>(ground_, std::string(name), std::move(state));
  made->reset();  // changes nothing, and is written
  worlds_.insert_or_assign(std::string(name), made);
  return made;
}

Result<Done> Worlds::remove(std::string_view name) {
  if (name == default_name)
    return fail(Code::validation_error, "the default world stays; it can be reset");
  auto const found = worlds_.find(name);
  if (found == worlds_.end()) return fail(Code::resource_not_found, "world " + std::string(name));
  if (ground_.files) ground_.files->remove(found->first);
  worlds_.erase(found);
  return Done{};
}

std::vector<std::string> Worlds::names() const {
  std::vector<std::string> names;
  for (auto const& [name, world] : worlds_) names.push_back(name);
  return names;
}

Task<Done> Worlds::save() {
  for (auto const& [name, world] : worlds_) co_await world->save();
  co_return Done{};
}

Task<Done> Worlds::tend(World::Instant now) {
  std::vector<Made> open;
  for (auto const& [name, world] : worlds_)
    if (world->is_open()) open.push_back(world);
  for (auto const& world : open) co_await world->tend(now);
  co_return Done{};
}

}  // namespace orgd::sandbox
