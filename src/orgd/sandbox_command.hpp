// orgd sandbox: worlds behind one listener, and their control behind another.
#pragma once

#include <filesystem>
#include <optional>

#include "http/listener_options.hpp"

namespace orgd {

struct SandboxCommand {
  std::optional<std::filesystem::path> seed{};  ///< without it, one organization with an owner
  std::optional<std::filesystem::path> data{};  ///< where worlds outlive it; without it, nowhere
  ListenAddress listen{"127.0.0.1", 8080};
  ListenAddress control{"127.0.0.1", 8081};
  /// Its first line is what every call of the control plane shows. Needed beyond the loopback.
  std::optional<std::filesystem::path> token_file{};
  bool automatic = false;    ///< whoever names a world that is not there makes it
  bool rate_limits = false;  ///< refuse calls beyond the documented rates
  bool environment = false;  ///< print lines for a shell's eval, then nothing more
};

/// Serves until SIGTERM or SIGINT; then all of it is gone, or in the directory. Throws
/// std::runtime_error with a message for people.
void run_sandbox(SandboxCommand const& command);

}  // namespace orgd
