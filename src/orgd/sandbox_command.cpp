// Wires the sandbox's rooms to two listeners. The first one's loop is where all worlds live; the
// second one's thread begins when that loop is there, and ends when it is gone.
#include "orgd/sandbox_command.hpp"

#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "async/blocking_loop.hpp"
#include "http/host.hpp"
#include "http/http_listener.hpp"
#include "orgd/sandbox_directory.hpp"
#include "orgd/sandbox_report.hpp"
#include "orgd/store_in_memory.hpp"
#include "sandbox/api_door.hpp"
#include "sandbox/beginning.hpp"
#include "sandbox/control.hpp"
#include "sandbox/seed_completion.hpp"
#include "sandbox/seed_reader.hpp"
#include "sandbox/seed_writer.hpp"
#include "sandbox/world_files.hpp"
#include "security/private_file.hpp"
#include "service/service.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;
using sandbox::SeedFile;

constexpr std::uint64_t id_seed = 1;
constexpr std::chrono::seconds between_tending{5};
constexpr std::size_t most_control_body = std::size_t{16} << 20U;

std::string text_of(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  bool const readable = in.good() && !fs::is_directory(file);
  if (!readable) throw std::runtime_error(fmt::format("{} cannot be read", file.string()));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

SeedFile first_seed() {
  constexpr std::string_view owner = "owner@example.org";
  std::vector<atlas::Role> const roles{atlas::Role(std::string("ORG_OWNER"))};
  sandbox::SeedOrganization organization{.name = "Sandbox"};
  organization.people.push_back({.email = std::string(owner), .roles = roles});
  organization.api_keys.push_back({.desc = "first key", .roles = roles});
  SeedFile file;
  file.organizations.push_back(std::move(organization));
  return file;
}

[[noreturn]] void refuse_seed(std::optional<fs::path> const& path, std::string_view errors) {
  throw std::runtime_error(
      fmt::format("{}:\n{}", path ? path->string() : "the sandbox's own seed", errors));
}

SeedFile seed_of(std::optional<fs::path> const& path) {
  if (!path) return first_seed();
  auto file = sandbox::read_seed(text_of(*path));
  if (!file) refuse_seed(path, sandbox::text_of(file.error()));
  auto const faults = sandbox::faults_of_size(*file);
  if (!faults.empty()) refuse_seed(path, sandbox::text_of(faults));
  return std::move(*file);
}

std::string token_of(SandboxCommand const& command) {
  if (!command.token_file) {
    if (is_loopback(command.control.host)) return {};
    throw std::runtime_error(
        "beyond the loopback the control plane needs a token: add --control-token-file FILE");
  }
  require_private(*command.token_file);
  auto const text = text_of(*command.token_file);
  auto const token = text.substr(0, text.find_first_of("\r\n"));
  if (token.size() < 16)
    throw std::runtime_error(fmt::format(
        "{}: a token of the control plane has at least 16 characters, on the first line",
        command.token_file->string()));
  return token;
}

std::string url_of(std::string_view host, std::uint16_t port) {
  bool const ipv6 = host.contains(':');
  return fmt::format("http://{}{}{}:{}", ipv6 ? "[" : "", host, ipv6 ? "]" : "", port);
}

ListenerOptions options_for(ListenAddress const& address, Log& log) {
  ListenerOptions options;
  options.host = address.host;
  options.port = address.port;
  options.threads = 1;
  options.stop_timeout = std::chrono::seconds(1);  // a rule may keep an answer for minutes
  options.log = &log;
  options.render_error = protocol_error;
  return options;
}

ListenerOptions control_options(ListenAddress const& address, Log& log) {
  auto options = options_for(address, log);
  options.request.body_bytes = most_control_body;
  return options;
}

// What the process has for all worlds.
struct Sandbox {
  Sandbox(SeedFile const& seed, SandboxCommand const& command)
      : first(make_store_in_memory(platform, key(command.data))),
        ground(make_ground(command.rate_limits)) {
    if (command.data) files.emplace(*command.data, *first.vault, platform);
    ground.files = files ? &*files : nullptr;
    worlds.emplace(ground, beginning(seed, command.seed), command.automatic);
  }

  Vault::Key key(std::optional<fs::path> const& directory) {
    if (directory) return take_sandbox_directory(*directory, platform);
    Vault::Key key{};
    platform.fill_random(key);
    return key;
  }
  sandbox::Ground make_ground(bool rate_limits) {
    ServiceOptions options;
    options.rate_limits = rate_limits;
    options.list_cache_bytes = 0;  // a rule may want other pages of the same list
    return {.machine = platform,
            .vault = *first.vault,
            .log = log,
            .options = std::move(options),
            .empty = sandbox::Image::plain(first.database->image())};
  }
  sandbox::Beginning beginning(SeedFile const& seed, std::optional<fs::path> const& path) {
    auto const now = std::chrono::floor<std::chrono::seconds>(platform.now());
    sandbox::SeedContext const context{.vault = *first.vault, .now = now, .id_seed = id_seed};
    auto const write = [&](Transaction& tx) { return sandbox::write_seed(tx, seed, context); };
    auto moment = sandbox::grown({.image = ground.empty}, write);
    if (!moment) refuse_seed(path, sandbox::text_of(moment.error()));
    return {.id_seed = id_seed, .moment = std::move(*moment)};
  }

  SystemPlatform platform;
  Log log{2, LogLevel::warning, LogFormat::text};
  StoreInMemory first;
  std::optional<sandbox::WorldFiles> files{};
  sandbox::Ground ground;
  std::optional<sandbox::Worlds> worlds{};
};

// Looks after the worlds every few seconds, on their loop.
class Tending {
 public:
  explicit Tending(Sandbox& of) : of_(of) {}
  void go_on() {
    of_.ground.loop->after(between_tending, [this] {
      tend();
      go_on();
    });
  }

 private:
  void tend() {
    try {
      task_.reset();
      task_.emplace(of_.worlds->tend(std::chrono::steady_clock::now()));
      task_->handle().resume();
      if (task_->done()) (void)task_->take();
    } catch (...) {
      of_.log.survived("tending of worlds");
    }
  }

  Sandbox& of_;
  std::optional<Task<Done>> task_;
};

// The control plane with its thread. It goes when the listener of the API has ended.
class Control {
 public:
  Control(Sandbox& of, SandboxCommand const& command)
      : of_(of),
        options_{.host = command.control.host, .token = token_of(command)},
        listener_(control_options(command.control, of.log),
                  sandbox::control_door(*of.worlds, options_, table_)) {
    sandbox::bind_control(table_);
    options_.port = listener_.port();
  }
  Control(Control const&) = delete;
  Control& operator=(Control const&) = delete;
  ~Control() {
    if (!thread_.joinable()) return;
    listener_.stop();
    thread_.join();
    of_.ground.offload->stop();  // while the loop that its work comes back to is there
  }

  std::uint16_t port() const { return listener_.port(); }
  void tell_api(std::string url) { options_.api_url = std::move(url); }
  void start() {
    thread_ = std::thread([this] {
      try {
        listener_.run();
      } catch (...) {
        of_.log.survived("control");
      }
    });
  }

 private:
  Sandbox& of_;
  sandbox::ControlOptions options_;
  sandbox::ControlTable table_;
  HttpListener listener_;
  std::thread thread_;
};

// The first key of the seed whose private half is in the clear, if the default world has it: one
// that was kept may have begun with another seed.
SandboxReport::Key first_key_of(SeedFile const& seed, sandbox::Worlds& worlds) {
  auto const world = worlds.find(sandbox::Worlds::default_name);
  auto const& image = world.value()->image_at_rest();
  for (auto const& organization : seed.organizations)
    for (auto const& key : organization.api_keys)
      if (key.public_key && key.private_key && sandbox::has_credential(image, *key.public_key))
        return {*key.public_key, *key.private_key};
  return {};
}

}  // namespace

void run_sandbox(SandboxCommand const& command) {
  std::signal(SIGPIPE, SIG_IGN);
  SystemPlatform machine;
  auto const now = std::chrono::floor<std::chrono::seconds>(machine.now());
  auto const seed = sandbox::complete_seed(seed_of(command.seed), id_seed, now);
  Sandbox all(seed, command);
  Tending tending(all);
  auto options = options_for(command.listen, all.log);
  options.handle_signals = true;
  std::function<void()> start;
  HttpListener listener(std::move(options), [&](Loop& loop) {
    all.ground.loop = &loop;
    tending.go_on();
    start();
    return sandbox::api_door(*all.worlds);
  });
  std::optional<Control> control(std::in_place, all, command);
  start = [&control] { control->start(); };
  auto const url = url_of(command.listen.host, listener.port());
  control->tell_api(url);
  auto const print = command.environment ? print_lines_to_eval : print_words;
  print({.api = url,
         .control = url_of(command.control.host, control->port()),
         .pages = url_of(host_for_people(command.listen.host), listener.port()),
         .key = first_key_of(seed, *all.worlds),
         .data = command.data});
  listener.run();
  control.reset();  // nothing changes any more
  BlockingLoop last;
  (void)last.run(all.worlds->save());
}

}  // namespace orgd
