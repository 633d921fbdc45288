// An orgd server of a test's own: a new store in a temporary directory, a free port on loopback,
// gone with the object.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "atlas/configuration.hpp"

namespace atlas::testing {

/// Which program, in which mode.
struct LocalServerOptions {
  std::string program = "orgd";  ///< a path, or a name to look for in PATH
  /// `orgd demo --examples`: the documented example records, and no credentials needed.
  bool examples = false;
  std::vector<std::string> flags{};  ///< more for `orgd serve`
};

/// The server process; it ends with this object.
class LocalServer {
 public:
  /// Waits until the server answers. The error says what the program printed.
  static std::expected<LocalServer, std::string> start(LocalServerOptions const& options = {});

  /// Its address and the key of the first organization's owner.
  Configuration const& configuration() const;
  std::string const& org_id() const;    ///< of the first organization; "" in the examples mode
  std::string const& owner_id() const;  ///< the first user
  /// The store's directory, for `orgd outbox` and other local commands.
  std::string const& data_directory() const;

  /// Moved, not copied: there is one process.
  LocalServer(LocalServer&&) noexcept;
  /// Ends the process that it had.
  LocalServer& operator=(LocalServer&&) noexcept;
  /// Ends the process and removes its store.
  ~LocalServer();

 private:
  struct State;
  explicit LocalServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace atlas::testing
