// Child processes of a test run: a command whose output is wanted, and a server that says when it
// is ready and is asked to end with SIGTERM.
#pragma once

#include <sys/types.h>

#include <string>
#include <thread>
#include <vector>

namespace conformance {

/// How a finished command went.
struct Finished {
  int exit_code = -1;    ///< 128 + signal when a signal ended it
  std::string output{};  ///< what it wrote to its standard output
};

Finished run_command(std::vector<std::string> const& arguments);

/// Runs a command that shares this program's output; returns its exit code.
int run_visibly(std::vector<std::string> const& arguments);

/// A server process, killed when the object goes before `stop` was called.
class ServerProcess {
 public:
  /// Starts it and waits for a line that begins with `listening on `. Throws std::runtime_error
  /// when the process ends before that.
  explicit ServerProcess(std::vector<std::string> const& arguments);
  ~ServerProcess();
  ServerProcess(ServerProcess const&) = delete;
  ServerProcess& operator=(ServerProcess const&) = delete;

  std::string const& url() const { return url_; }
  /// Sends SIGTERM, waits, and returns the exit code.
  int stop();

 private:
  pid_t process_ = -1;
  int output_ = -1;
  std::string url_;
  std::thread drain_{};  ///< reads what else the server prints, so that it never blocks
};

/// A directory for one run; it and everything in it go with the object.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(TemporaryDirectory const&) = delete;
  TemporaryDirectory& operator=(TemporaryDirectory const&) = delete;
  std::string const& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace conformance
