// Wires store, environment and listener together, and the demo's first request.
#include "orgd/serve.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "http/descriptors.hpp"
#include "http/host.hpp"
#include "http/http_listener.hpp"
#include "mail/sending_thread.hpp"
#include "monitoring/monitoring.hpp"
#include "orgd/examples.hpp"
#include "orgd/organization_commands.hpp"
#include "orgd/store_directory.hpp"
#include "orgd/supervisor.hpp"
#include "orgd/upkeep.hpp"
#include "service/service.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

StoreDirectory::Options store_options(Settings const& settings) {
  return {.path = settings.data,
          .key = settings.key,
          .database = {.url = settings.store,
                       .migrate = settings.migrate,
                       .max_waiting_writes = settings.max_waiting_writes,
                       .connections = settings.store_connections,
                       .timeout = settings.store_timeout}};
}

std::string url_of(std::string_view scheme, std::string_view host, std::uint16_t port) {
  bool const ipv6 = host.contains(':');
  return fmt::format("{}://{}{}{}:{}", scheme, ipv6 ? "[" : "", host, ipv6 ? "]" : "", port);
}

// Where people find the pages. A certificate may be for the address alone.
std::string pages_of(ServiceOptions const& options, bool secure, std::string_view host,
                     std::uint16_t port) {
  if (!options.public_url.empty()) return options.public_url;
  return secure ? url_of("https", host, port) : url_of("http", host_for_people(host), port);
}

// What is open beside the connections of clients: files, the metrics listener's connections, those
// that linger, and for each loop its own and what it reads the store with.
std::size_t other_descriptors(Settings const& settings) {
  constexpr std::size_t process = 64;
  constexpr std::size_t metrics = 256;
  constexpr std::size_t loop = 8;
  return process + (settings.metrics_listen ? metrics : 0) + 2 * max_lingering +
         settings.listener.loops() * (loop + settings.store_connections);
}

// A log whose reader is gone must not end the server: the write that fails says so itself.
void ignore_lost_readers() { std::signal(SIGPIPE, SIG_IGN); }

std::string limits_of(Settings const& settings, ServiceOptions const& service) {
  return fmt::format(
      "max_connections {}, max_waiting_writes {}, users {}, projects {}, API keys {} of an "
      "organization",
      settings.listener.max_connections, settings.max_waiting_writes, service.limits.users_per_org,
      service.limits.projects_per_org, service.limits.api_keys_per_org);
}

std::string mail_of(mail::MailSettings const& settings) {
  if (settings.smtp)
    return fmt::format("sent by {}{} as {}", settings.smtp->url(),
                       settings.insecure ? " unencrypted" : "", settings.sender().address);
  if (settings.is_sent()) return fmt::format("written to {}", settings.directory.string());
  return "not sent (no smtp_url); orgd outbox shows what waits";
}

// What is printed when the server is ready, and what its log says then.
struct Announcement {
  std::string url{};
  std::string metrics_url{};
  std::string store{};
  std::string limits{};
  std::string mail{};

  void print() const {
    fmt::print("listening on {}\n", url);
    if (!metrics_url.empty()) fmt::print("metrics on {}\n", metrics_url);
  }
  void write_to(Log& log) const {
    log.message(
        LogLevel::info,
        fmt::format("started: orgd {} ({}), listening on {}{}{}", build_version(), build_commit(),
                    url, metrics_url.empty() ? "" : ", metrics on ", metrics_url));
    log.message(LogLevel::info, fmt::format("store: {}", store));
    log.message(LogLevel::info, fmt::format("limits: {}", limits));
    log.message(LogLevel::info, fmt::format("mail: {}", mail));
  }
};

void warn_of_open_metrics(Settings const& settings, Log& log) {
  if (!settings.metrics_listen || is_loopback(settings.metrics_listen->host)) return;
  log.message(LogLevel::warning,
              fmt::format("metrics on {} are shown to everybody who can reach that address: they "
                          "ask for no credentials and are not encrypted",
                          settings.metrics_listen->host));
}

void warn_unless_told(std::string const& complaint, Log& log) {
  if (!complaint.empty()) log.message(LogLevel::warning, complaint);
}

struct Addresses {
  std::string api{};
  std::string pages{};  ///< those of people
};

void serve_store(Settings settings, StoreDirectory const& store, Platform& platform,
                 std::function<void(Addresses const&)> const& ready) {
  store.lock_for_serving();
  Log log(2, settings.log_level, settings.log_format);
  settings.listener.max_connections =
      allow_connections(settings.listener.max_connections, other_descriptors(settings));
  Announcement announcement{.store = store.describe(),
                            .limits = limits_of(settings, settings.service),
                            .mail = mail_of(settings.mail)};
  warn_of_open_metrics(settings, log);
  for (auto const& complaint : store.complaints()) log.message(LogLevel::warning, complaint);
  settings.service.caller_cache_bytes = settings.caller_cache / settings.listener.loops();
  settings.service.list_cache_bytes = settings.list_cache / settings.listener.loops();
  Environment environment(std::move(settings.service), platform, store.vault(), log);
  bind_all(environment.router);
  bool const secure = !settings.listener.certificate_file.empty();
  std::string const host = settings.listener.host;
  settings.listener.handle_signals = true;
  settings.listener.log = &log;
  settings.listener.render_error = protocol_error;
  auto const supervisor = Supervisor::of_environment();
  settings.listener.on_stopping = [&] { warn_unless_told(supervisor.stopping(), log); };
  HttpListener listener(std::move(settings.listener), make_service(environment, store.database()));
  std::string const url = url_of(secure ? "https" : "http", host, listener.port());
  auto const links = pages_of(environment.options, secure, host, listener.port());
  if (!store.write_address(links))
    log.message(
        LogLevel::warning,
        "the file address in the data directory cannot be written; give orgd outbox --public-url");
  Upkeep const upkeep(environment, store.database(), store.reserve());
  std::optional<mail::SendingThread> mails;
  if (settings.mail.is_sent()) mails.emplace(environment, store.database(), settings.mail, links);
  std::optional<Monitoring> monitoring;
  if (settings.metrics_listen)
    monitoring.emplace(*settings.metrics_listen, environment, store.database(), listener);
  announcement.url = url;
  if (monitoring)
    announcement.metrics_url = url_of("http", settings.metrics_listen->host, monitoring->port());
  announcement.write_to(log);
  announcement.print();
  ready({.api = url, .pages = links});
  std::fflush(stdout);
  warn_unless_told(supervisor.ready(), log);
  listener.run();
  environment.offload->stop();
  log.message(LogLevel::info, "stopped");
}

// The demo's key pair, kept beside the store so that every start can print a line that works.
constexpr std::string_view demo_key_name = "demo.key";
constexpr std::string_view demo_owner = "demo@example.org";

struct DemoKey {
  std::string public_key;
  std::string private_key;
  std::string org_id;
};

DemoKey read_demo_key(fs::path const& data) {
  DemoKey key;
  std::ifstream(data / demo_key_name) >> key.public_key >> key.private_key >> key.org_id;
  return key;
}

void write_demo_key(fs::path const& data, FirstCredentials const& made) {
  auto const file = data / demo_key_name;
  std::ofstream(file) << made.public_key << '\n' << made.private_key << '\n' << made.org_id << '\n';
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

StoreDirectory open_demo(Settings const& settings, Platform& platform) {
  auto const options = store_options(settings);
  if (StoreDirectory::exists(settings.data)) return StoreDirectory::open(options, platform);
  FirstOrganization const first{.name = "Demo", .owner_email = std::string(demo_owner)};
  return make_store(options, platform, first, write_demo_key).store;
}

void print_first_request(Settings const& settings, Addresses const& at, DemoKey const& key) {
  constexpr std::string_view accept = "Accept: application/vnd.atlas.2023-01-01+json";
  fmt::print("\nTry it:\n");
  if (!key.public_key.empty())
    fmt::print("  curl --digest --user {}:{} -H '{}' '{}/api/atlas/v2/orgs?pretty=true'\n",
               key.public_key, key.private_key, accept, at.api);
  if (settings.service.examples)
    fmt::print("  curl -H '{}' '{}/api/atlas/v2/orgs/4888442a3354817a7320eb61?pretty=true'\n",
               accept, at.api);
  if (settings.service.examples)
    fmt::print(
        "  Whatever the examples change or delete of their organization is back after a "
        "restart.\n");
  if (settings.service.console)
    fmt::print(
        "\nThe console is at {}/console/. This sets a password for {}:\n"
        "  orgd person link --data {} --email {}\n",
        at.pages, demo_owner, settings.data.string(), demo_owner);
  fmt::print("\nThe store is in {}. Ctrl-C stops.\n", settings.data.string());
}

}  // namespace

void serve(Settings settings) {
  ignore_lost_readers();
  check_settings(settings);
  SystemPlatform platform;
  auto const store = StoreDirectory::open(store_options(settings), platform);
  serve_store(std::move(settings), store, platform, [](Addresses const&) {});
}

void serve_demo(Settings settings) {
  ignore_lost_readers();
  if (settings.data.empty()) settings.data = "orgd-demo";
  check_settings(settings);
  if (!settings.store.empty())
    throw std::runtime_error(
        "the demo keeps its store in a directory; use orgd init and serve with --store");
  if (!is_loopback(settings.listener.host))
    throw std::runtime_error(
        "the demo listens on loopback addresses only; use orgd init and serve");
  SystemPlatform platform;
  auto const store = open_demo(settings, platform);
  if (settings.service.examples) ensure_examples(store, platform);
  Settings const shown = settings;
  serve_store(std::move(settings), store, platform, [&shown](Addresses const& at) {
    print_first_request(shown, at, read_demo_key(shown.data));
  });
}

}  // namespace orgd
