// Children, their output through pipes.
#include "process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace conformance {
namespace {

[[noreturn]] void fail_with_errno(char const* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// Starts a child; its standard output goes to `output` unless that is negative. Spawned, not
// forked: the pages of a program with sanitizers take longer to copy than a command runs.
pid_t start(std::vector<std::string> const& arguments, int output) {
  std::vector<char*> argv;
  for (std::string const& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = -1;
  errno = posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (errno != 0) fail_with_errno(argv.front());
  return child;
}

std::pair<int, int> open_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail_with_errno("pipe");
  return {ends[0], ends[1]};
}

// The next bytes of the pipe; "" at its end.
std::string read_some(int from) {
  std::array<char, 4096> buffer{};
  ssize_t const got = read(from, buffer.data(), buffer.size());
  if (got < 0) fail_with_errno("read");
  return {buffer.data(), static_cast<std::size_t>(got)};
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail_with_errno("waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished run_command(std::vector<std::string> const& arguments) {
  auto const [reading, writing] = open_pipe();
  pid_t const child = start(arguments, writing);
  close(writing);
  Finished finished;
  for (std::string some = read_some(reading); !some.empty(); some = read_some(reading))
    finished.output += some;
  close(reading);
  finished.exit_code = wait_for(child);
  return finished;
}

int run_visibly(std::vector<std::string> const& arguments) {
  return wait_for(start(arguments, -1));
}

ServerProcess::ServerProcess(std::vector<std::string> const& arguments) {
  auto const [reading, writing] = open_pipe();
  process_ = start(arguments, writing);
  output_ = reading;
  close(writing);
  constexpr std::string_view announcement = "listening on ";
  std::string text;
  for (;;) {
    auto const at = text.find(announcement);
    auto const end = at == std::string::npos ? at : text.find('\n', at);
    if (end != std::string::npos) {
      url_ = text.substr(at + announcement.size(), end - at - announcement.size());
      drain_ = std::thread([reading] {
        while (!read_some(reading).empty()) continue;
      });
      return;
    }
    std::string const some = read_some(reading);
    if (!some.empty()) {
      text += some;
      continue;
    }
    close(output_);
    int const code = wait_for(std::exchange(process_, -1));
    throw std::runtime_error(
        fmt::format("{} ended with {} before it listened: {}", arguments.front(), code, text));
  }
}

ServerProcess::~ServerProcess() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  wait_for(process_);
  drain_.join();
  close(output_);
}

int ServerProcess::stop() {
  kill(process_, SIGTERM);
  drain_.join();
  close(output_);
  return wait_for(std::exchange(process_, -1));
}

TemporaryDirectory::TemporaryDirectory()
    : path_((std::filesystem::temp_directory_path() / "orgd-conformance-XXXXXX").string()) {
  if (!mkdtemp(path_.data())) fail_with_errno("mkdtemp");
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace conformance
