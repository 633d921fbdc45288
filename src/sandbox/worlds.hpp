// The worlds of a process by their names.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/world.hpp"

namespace orgd::sandbox {

/// How a world begins.
struct Beginning {
  std::uint64_t id_seed = 1;  ///< what ids and secrets to come follow from
  Moment moment;
};

/// Used on the ground's loop alone, once that is there.
class Worlds {
 public:
  using Made = std::shared_ptr<World>;
  static constexpr std::size_t most = 10'000;
  static constexpr std::string_view default_name = "default";

  /// Those of the ground's files, and the default one, which begins like all that are told nothing
  /// else. `automatic`: find_or_make() makes what is not there.
  Worlds(Ground const& ground, Beginning beginning, bool automatic);

  Ground const& ground() const { return ground_; }
  Beginning const& beginning() const { return beginning_; }

  /// RESOURCE_NOT_FOUND for a name that no world has. "" is the default one's.
  Result<Made> find(std::string_view name) const;
  /// For whoever may change something: the same where worlds are not automatic, else a new world
  /// for a name that none has, with the errors of make().
  Result<Made> find_or_make(std::string_view name);
  /// Makes it, in place of one of that name, whose waits end. Beyond `most`, it
  /// takes the place of the automatic world that was used longest ago, of those that are as they
  /// began and that nobody has in hand. VALIDATION_ERROR for what is no name, and where there is no
  /// such world.
  Result<Made> make(std::string_view name, std::optional<Beginning> beginning = {});
  /// RESOURCE_NOT_FOUND as in find(), VALIDATION_ERROR for the default one. Requests under way are
  /// still answered, and waits end.
  Result<Done> remove(std::string_view name);
  std::vector<std::string> names() const;
  std::size_t size() const { return worlds_.size(); }

  /// World::tend() of all, the machine's time being that.
  Task<Done> tend(World::Instant now);
  /// World::save() of all.
  Task<Done> save();

 private:
  Task<Done> for_each(std::vector<Made> worlds, std::function<Task<Done>(World&)> what);

  Ground const& ground_;
  Beginning const beginning_;
  bool const automatic_;
  using ByName = std::map<std::string, Made, std::less<>>;
  void erase(ByName::iterator at);
  bool make_room();

  ByName worlds_;
  std::set<std::string, std::less<>> automatic_names_;  // of worlds that nobody asked for
};

}  // namespace orgd::sandbox
