// An `orgd sandbox` of a test's own: in memory, on free ports of the loopback, gone with the
// object.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "atlas/testing/world.hpp"

namespace atlas::testing {

/// Which program, and what it begins with.
struct LocalServerOptions {
  /// A path, or a name to look for in PATH; without it, what the variable ORGD names, else "orgd".
  std::string program{};
  std::string seed_file{};           ///< YAML or JSON; without it, one organization with an owner
  std::vector<std::string> flags{};  ///< more for `orgd sandbox`
};

/// The server process, which ends with this object, and its default world. Tests that run side by
/// side take a world each: World::make_world.
class LocalServer : public World {
 public:
  /// Waits until the server listens. What it says when it cannot is on the standard error.
  static std::expected<LocalServer, std::string> start(LocalServerOptions const& options = {});

  /// The first organization of the seed; "" when it has none. The same in every world that begins
  /// with that seed.
  std::string const& org_id() const;
  /// The first person of that organization, or "".
  std::string const& owner_id() const;
  /// Where the server is, for other programs.
  SandboxAddress const& address() const;

  /// Moved, not copied: there is one process.
  LocalServer(LocalServer&&) noexcept;
  /// Ends the process that it had.
  LocalServer& operator=(LocalServer&&) noexcept;
  /// Ends the process; its worlds are gone.
  ~LocalServer();

 private:
  struct State;
  LocalServer(World world, std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace atlas::testing
