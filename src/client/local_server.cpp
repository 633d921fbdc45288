// Starting and stopping a sandbox.
#include "atlas/testing/local_server.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "api/json_read.hpp"

extern char** environ;  // NOLINT: POSIX names it so

namespace atlas::testing {

struct LocalServer::State {
  pid_t process = -1;
  SandboxAddress address{};
  std::string org_id{};
  std::string owner_id{};

  State() = default;
  State(State const&) = delete;
  State& operator=(State const&) = delete;
  ~State() {
    if (process <= 0) return;
    ::kill(process, SIGTERM);
    ::waitpid(process, nullptr, 0);
  }
};

namespace {

std::string program_of(LocalServerOptions const& options) {
  if (!options.program.empty()) return options.program;
  char const* const named = std::getenv("ORGD");
  return named && *named ? named : "orgd";
}

struct Child {
  pid_t process = -1;
  int output = -1;  // its standard output
};

std::expected<Child, std::string> spawn(std::vector<std::string> const& words) {
  std::array<int, 2> pipe{};
  // Another child that starts meanwhile must not hold the pipe open.
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return std::unexpected("cannot make a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
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
  return std::unexpected(fmt::format(
      "cannot start {}: {}. Install orgd, or name the program by LocalServerOptions::program or "
      "the variable ORGD",
      words.front(), std::strerror(failed)));
}

// What the server prints before it closes its output: all of it, or nothing when it has ended.
std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 1024> piece{};
  for (;;) {
    auto const size = ::read(descriptor, piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    text.append(piece.data(), static_cast<std::size_t>(size));
  }
  ::close(descriptor);
  return text;
}

// What a shell makes of a word whose unsafe parts stand between single quotes.
std::string unquoted(std::string_view word) {
  std::string out;
  bool quoted = false;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word[at] == '\'') {
      quoted = !quoted;
      continue;
    }
    if (word[at] == '\\' && !quoted && at + 1 < word.size()) ++at;
    out += word[at];
  }
  return out;
}

// The value of `export NAME=value`, or "".
std::string exported(std::string_view lines, std::string_view name) {
  auto const mark = fmt::format("export {}=", name);
  auto const begin = lines.find(mark);
  if (begin == std::string_view::npos) return "";
  auto const value = lines.substr(begin + mark.size());
  return unquoted(value.substr(0, value.find('\n')));
}

SandboxAddress address_in(std::string_view lines) {
  SandboxAddress address{.url = exported(lines, "ORGD_URL"),
                         .control = exported(lines, "ORGD_CONTROL")};
  ApiKeyCredentials key{exported(lines, "ATLAS_PUBLIC_KEY"), exported(lines, "ATLAS_PRIVATE_KEY")};
  if (!key.public_key.empty()) address.credentials = std::move(key);
  return address;
}

JsonNode const* first_of(JsonNode const& node, std::string_view list) {
  auto const* found = node.find(list);
  return found && !found->children.empty() ? &found->children.front() : nullptr;
}

std::string text_of(JsonNode const& node, std::string_view name) {
  auto const* member = node.find(name);
  return member ? member->text : "";
}

// A seed lists people once, with their ids, and by their addresses in each organization.
std::string id_of_person(JsonNode const& seed, std::string const& email) {
  auto const* people = seed.find("people");
  if (!people) return "";
  for (auto const& person : people->children)
    if (text_of(person, "email") == email) return text_of(person, "id");
  return "";
}

}  // namespace

LocalServer::LocalServer(World world, std::unique_ptr<State> state)
    : World(std::move(world)), state_(std::move(state)) {}
LocalServer::LocalServer(LocalServer&&) noexcept = default;
LocalServer& LocalServer::operator=(LocalServer&&) noexcept = default;
LocalServer::~LocalServer() = default;

std::string const& LocalServer::org_id() const { return state_->org_id; }
std::string const& LocalServer::owner_id() const { return state_->owner_id; }
SandboxAddress const& LocalServer::address() const { return state_->address; }

std::expected<LocalServer, std::string> LocalServer::start(LocalServerOptions const& options) {
  std::vector<std::string> words{program_of(options), "sandbox",   "--env",      "--listen",
                                 "127.0.0.1:0",       "--control", "127.0.0.1:0"};
  if (!options.seed_file.empty()) words.insert(words.end(), {"--seed", options.seed_file});
  words.insert(words.end(), options.flags.begin(), options.flags.end());
  auto const child = spawn(words);
  if (!child) return std::unexpected(child.error());
  auto state = std::make_unique<State>();
  state->process = child->process;
  state->address = address_in(read_all(child->output));
  if (state->address.control.empty())
    return std::unexpected(
        fmt::format("{} sandbox did not start; it says why on the standard error", words.front()));
  World world(state->address);
  auto const seed = world.export_seed();
  if (!seed) return std::unexpected(seed.error().message());
  auto const file = parse_json(*seed);
  if (auto const* const organization = file ? first_of(*file, "organizations") : nullptr) {
    state->org_id = text_of(*organization, "id");
    if (auto const* const person = first_of(*organization, "people"))
      state->owner_id = id_of_person(*file, text_of(*person, "email"));
  }
  return LocalServer(std::move(world), std::move(state));
}

}  // namespace atlas::testing
