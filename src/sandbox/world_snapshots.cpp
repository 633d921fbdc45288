// What a world was when somebody wanted it kept.
#include <algorithm>
#include <ranges>
#include <utility>

#include "sandbox/world.hpp"

namespace orgd::sandbox {

Task<Done> World::take_snapshot(std::string name) {
  bool const known = snapshots_.contains(name);
  if (!is_world_name(name)) co_return fail(Code::validation_error, no_world_name);
  if (!known && snapshots_.size() >= most_snapshots)
    co_return fail(Code::validation_error, "a world has at most 100 snapshots: delete some");
  auto const now = co_await moment();
  snapshots_.insert_or_assign(std::move(name), now);
  write_to_files(now);
  co_return Done{};
}

Result<Done> World::restore_snapshot(std::string_view name) {
  auto const found = snapshots_.find(name);
  if (found == snapshots_.end()) return fail(Code::resource_not_found, std::string(name));
  become(found->second);
  write_to_files(found->second);
  return Done{};
}

Result<Done> World::drop_snapshot(std::string_view name) {
  auto const found = snapshots_.find(name);
  if (found == snapshots_.end()) return fail(Code::resource_not_found, std::string(name));
  snapshots_.erase(found);
  saved_ = false;
  return Done{};
}

std::vector<std::string> World::snapshots() const {
  auto const names = snapshots_ | std::views::keys;
  return {names.begin(), names.end()};
}

// False when there is none that could become smaller.
bool World::pack_a_snapshot() const {
  return std::ranges::any_of(snapshots_, [this](auto const& kept) {
    Image const& image = kept.second.image;
    return !image.shares(seed_.image) && image.pack();
  });
}

}  // namespace orgd::sandbox
