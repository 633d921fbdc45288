// Starting, watching and stopping a server process.
#include "atlas/testing/local_server.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "api/json_read.hpp"

extern char** environ;  // NOLINT: POSIX names it so

namespace atlas::testing {

struct LocalServer::State {
  std::filesystem::path directory;
  std::string data;
  std::string org_id;
  std::string owner_id;
  Configuration configuration;
  pid_t process = -1;
  int output = -1;

  State() = default;
  State(State const&) = delete;
  State& operator=(State const&) = delete;
  ~State() {
    if (process > 0) {
      ::kill(process, SIGTERM);
      ::waitpid(process, nullptr, 0);
    }
    if (output >= 0) ::close(output);
    std::error_code ignored;
    if (!directory.empty()) std::filesystem::remove_all(directory, ignored);
  }
};

namespace {

struct Child {
  pid_t process = -1;
  int output = -1;  // its standard output
};

std::expected<Child, std::string> spawn(std::vector<std::string> const& words) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return std::unexpected("cannot make a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, pipe[0]);
  posix_spawn_file_actions_addclose(&actions, pipe[1]);
  std::vector<char*> arguments;
  for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));  // NOLINT
  arguments.push_back(nullptr);
  Child child{.output = pipe[0]};
  int const failed =
      ::posix_spawnp(&child.process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  if (failed == 0) return child;
  ::close(pipe[0]);
  return std::unexpected(fmt::format("cannot start {}", words.front()));
}

std::string read_until(int descriptor, char last) {
  std::string text;
  char c = 0;
  while (::read(descriptor, &c, 1) == 1) {
    text += c;
    if (c == last) break;
  }
  return text;
}

// Runs a program to its end: its output, or what went wrong.
std::expected<std::string, std::string> run(std::vector<std::string> const& words) {
  auto const child = spawn(words);
  if (!child) return std::unexpected(child.error());
  std::string output = read_until(child->output, '\0');
  ::close(child->output);
  int status = 0;
  ::waitpid(child->process, &status, 0);
  if (status == 0) return output;
  return std::unexpected(fmt::format("{} {} failed: {}", words[0], words[1], output));
}

}  // namespace

LocalServer::LocalServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
LocalServer::LocalServer(LocalServer&&) noexcept = default;
LocalServer& LocalServer::operator=(LocalServer&&) noexcept = default;
LocalServer::~LocalServer() = default;

Configuration const& LocalServer::configuration() const { return state_->configuration; }
std::string const& LocalServer::org_id() const { return state_->org_id; }
std::string const& LocalServer::owner_id() const { return state_->owner_id; }
std::string const& LocalServer::data_directory() const { return state_->data; }

std::expected<LocalServer, std::string> LocalServer::start(LocalServerOptions const& options) {
  auto state = std::make_unique<State>();
  std::string pattern = (std::filesystem::temp_directory_path() / "orgd.XXXXXX").string();
  if (!::mkdtemp(pattern.data())) return std::unexpected("cannot make a temporary directory");
  state->directory = pattern;
  state->data = state->directory / "store";
  std::vector<std::string> words{options.program, "demo", "--examples"};
  if (!options.examples) {
    auto const made = run({options.program, "init", "--data", state->data, "--org", "Test",
                           "--owner", "owner@example.org", "--json"});
    if (!made) return std::unexpected(made.error());
    auto const node = parse_json(*made);
    if (!node) return std::unexpected("unexpected output: " + *made);
    auto const text = [&](std::string_view name) { return node->find(name)->text; };
    state->org_id = text("orgId");
    state->owner_id = text("ownerId");
    state->configuration.credentials = ApiKeyCredentials{text("publicKey"), text("privateKey")};
    words = {options.program, "serve", "--log-level", "warning"};
  }
  words.insert(words.end(), {"--data", state->data, "--listen", "127.0.0.1:0"});
  words.insert(words.end(), options.flags.begin(), options.flags.end());
  auto const child = spawn(words);
  if (!child) return std::unexpected(child.error());
  state->process = child->process;
  state->output = child->output;
  std::string const line = read_until(child->output, '\n');
  constexpr std::string_view promise = "listening on ";
  if (!line.starts_with(promise)) return std::unexpected("the server did not start: " + line);
  state->configuration.host = line.substr(promise.size(), line.size() - promise.size() - 1);
  return LocalServer(std::move(state));
}

}  // namespace atlas::testing
