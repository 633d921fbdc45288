// The table of settings and how their values are read.
#include "orgd/settings.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "api/email.hpp"

namespace orgd {
namespace {

[[noreturn]] void refuse(std::string const& what) { throw std::invalid_argument(what); }

template <class T>
T number_of(std::string const& text, T least) {
  T number{};
  auto const [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || at != text.data() + text.size() || number < least)
    refuse("must be a whole number of at least " + std::to_string(least));
  return number;
}

// The value that goes with `text` in a list of names.
template <class T>
T choice_of(std::string const& text, std::initializer_list<std::pair<std::string_view, T>> names) {
  std::string known;
  for (auto const& [name, value] : names) {
    if (name == text) return value;
    known += known.empty() ? "must be " : " or ";
    known += name;
  }
  refuse(known);
}

// The elements between commas, without the blanks around them and without empty ones.
std::vector<std::string> list_of(std::string const& text) {
  constexpr std::string_view blanks = " \t\r\n";
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    auto const comma = std::min(text.find(',', at), text.size());
    auto const first = std::min(text.find_first_not_of(blanks, at), comma);
    auto const last = text.substr(first, comma - first).find_last_not_of(blanks);
    if (last != std::string::npos) parts.push_back(text.substr(first, last + 1));
    at = comma + 1;
  }
  return parts;
}

// Domains as people write them down: in any case, with the @ before or the dot behind.
void set_allowed_domains(Settings& settings, std::string const& text) {
  settings.service.allowed_domains.clear();
  for (auto const& part : list_of(text)) {
    std::string_view domain = part;
    if (domain.starts_with('@')) domain.remove_prefix(1);
    if (domain.ends_with('.')) domain.remove_suffix(1);
    auto key = atlas::domain_key(domain);
    if (!key)
      refuse("must be domains with commas between them, as example.org; " + part +
             " cannot be one");
    settings.service.allowed_domains.insert(std::move(*key));
  }
  if (settings.service.allowed_domains.empty() && !text.empty())
    refuse("names no domain; leave the setting out to allow all of them");
}

ListenAddress address_of(std::string const& text) {
  auto const colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) refuse("must be HOST:PORT");
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  auto const* const end = text.data() + text.size();
  auto const [at, error] = std::from_chars(text.data() + colon + 1, end, port);
  if (error != std::errc{} || at != end)
    refuse("must be HOST:PORT, and a port is a number from 0 to 65535");
  return {host, port};
}

void set_listen(Settings& settings, std::string const& text) {
  auto const address = address_of(text);
  settings.listener.host = address.host;
  settings.listener.port = address.port;
}

void set_proxies(Settings& settings, std::string const& text) {
  settings.listener.trusted_proxies.clear();
  for (auto const& part : list_of(text)) {
    auto const block = atlas::Block::parse(part);
    if (!block)
      refuse((part == text ? "" : "holds " + part + ", which ") +
             "is not an address or CIDR block");
    settings.listener.trusted_proxies.push_back(*block);
  }
}

void set_public_url(Settings& settings, std::string const& text) {
  if (!text.starts_with("http://") && !text.starts_with("https://"))
    refuse("must begin with http:// or https://");
  settings.service.public_url = text.substr(0, text.find_last_not_of('/') + 1);
}

std::string checked_store(std::string const& text) {
  bool const url = text.starts_with("postgresql://") || text.starts_with("postgres://");
  if (!url && !text.contains('=')) refuse("must begin with postgresql://");
  return text;
}

Setting limit(std::string_view name, std::string_view help, std::int64_t Limits::* member) {
  return {name, "N", help, [member](Settings& settings, std::string const& text) {
            settings.service.limits.*member = number_of<std::int64_t>(text, 1);
          }};
}

Setting seconds(std::string_view name, std::string_view help,
                std::chrono::milliseconds ListenerOptions::* member, int least = 1) {
  return {name, "SECONDS", help, [member, least](Settings& settings, std::string const& text) {
            settings.listener.*member = std::chrono::seconds(number_of<int>(text, least));
          }};
}

constexpr std::size_t hash_memory_mib = 64;

using S = Settings;
using Text = std::string const;

// Where it listens and what it serves.
std::vector<Setting> service_settings() {
  return {
      {"data", "DIR", "the store's directory; with --store only its key is there",
       [](S& s, Text& v) { s.data = v; }},
      {"store", "URL",
       "PostgreSQL that holds the data, postgresql://HOST[,HOST]/DATABASE; a password belongs into "
       "a password file or PGPASSWORD: every user of the machine sees the command line",
       [](S& s, Text& v) { s.store = checked_store(v); }, true},
      {"store_connections", "N", "connections to it of each event loop (default 8)",
       [](S& s, Text& v) { s.store_connections = number_of<std::size_t>(v, 2); }},
      {"store_timeout", "SECONDS", "that a request has for all it asks there (default 5)",
       [](S& s, Text& v) { s.store_timeout = std::chrono::seconds(number_of<int>(v, 1)); }},
      {"migrate", "WHEN", "auto (default): bring the schema up to date at start; never: refuse",
       [](S& s, Text& v) { s.migrate = choice_of<bool>(v, {{"auto", true}, {"never", false}}); }},
      {"replay_protection", "SCOPE",
       "who remembers used nonces: node (default), or cluster: the store, for all servers",
       [](S& s, Text& v) {
         s.service.replay_protection = choice_of<ReplayProtection>(
             v, {{"node", ReplayProtection::node}, {"cluster", ReplayProtection::cluster}});
       }},
      {"listen", "HOST:PORT", "address to serve (default 127.0.0.1:8080; port 0: any free one)",
       set_listen},
      {"metrics_listen", "HOST:PORT",
       "address to serve /healthz, /readyz and /metrics, without authentication (default: none)",
       [](S& s, Text& v) { s.metrics_listen = address_of(v); }},
      {"tls_cert", "FILE", "PEM certificate chain; with --tls-key, serves TLS (SIGHUP reloads)",
       [](S& s, Text& v) { s.listener.certificate_file = v; }},
      {"tls_key", "FILE", "PEM private key", [](S& s, Text& v) { s.listener.key_file = v; }},
      {"insecure_http", "", "allow plain HTTP on addresses other than loopback",
       [](S& s, Text& v) { s.insecure_http = parse_switch(v); }},
      {"trusted_proxies", "BLOCKS",
       "addresses whose X-Forwarded-For or Forwarded is believed, with commas", set_proxies},
      {"public_url", "URL", "scheme and host for links in answers (default: each request's own)",
       set_public_url},
      {"password_memory", "MIB",
       "memory for hashing passwords, 64 MiB for each at once (default 128)",
       [](S& s, Text& v) {
         s.service.hashes_at_once = number_of<std::size_t>(v, hash_memory_mib) / hash_memory_mib;
       }},
      {"digest_algorithm", "NAME", "MD5 (default: what clients expect) or SHA-256",
       [](S& s, Text& v) {
         s.service.digest_algorithm = choice_of<DigestAlgorithm>(
             v, {{"MD5", DigestAlgorithm::md5}, {"SHA-256", DigestAlgorithm::sha256}});
       }},
      {"fidelity", "MODE", "lenient (default), or hosted: the hosted service's harsh sides too",
       [](S& s, Text& v) {
         s.service.fidelity =
             choice_of<Fidelity>(v, {{"lenient", Fidelity::lenient}, {"hosted", Fidelity::hosted}});
         s.service.rate_limits = s.service.as_hosted(Difference::rate);
       }},
      {"rate_limits", "", "refuse calls beyond the documented rates (429)",
       [](S& s, Text& v) { s.service.rate_limits = parse_switch(v); }},
      {"org_creation", "BOOL", "whether API keys may create organizations (default true)",
       [](S& s, Text& v) { s.service.org_creation = parse_switch(v); }},
      {"console", "BOOL",
       "the web console below /console/ (default true); false: only pages that mails link to",
       [](S& s, Text& v) { s.service.console = parse_switch(v); }},
      {"paying_gate", "", "let only paying organizations create further ones",
       [](S& s, Text& v) { s.service.paying_gate = parse_switch(v); }},
      {"allowed_domains", "DOMAINS", "e-mail domains that may be invited, with commas",
       set_allowed_domains},
  };
}

// Counts, times and the log.
std::vector<Setting> limit_settings() {
  return {
      limit("max_users_per_org", "active and invited people (default 500)", &Limits::users_per_org),
      limit("max_users_per_project", "active and invited people of a project (default 500)",
            &Limits::users_per_project),
      limit("max_projects_per_org", "projects (default 250)", &Limits::projects_per_org),
      limit("max_projects_per_user", "projects of a person (default 250)",
            &Limits::projects_per_user),
      limit("max_orgs_per_user", "organizations of a person (default 250)", &Limits::orgs_per_user),
      limit("max_api_keys_per_org", "API keys (default 500)", &Limits::api_keys_per_org),
      limit("max_service_accounts_per_org", "service accounts (default 200)",
            &Limits::service_accounts_per_org),
      limit("max_secrets_per_service_account", "secrets of a service account (default 2)",
            &Limits::secrets_per_service_account),
      limit("max_access_list_entries", "entries of a key's list (default 200)",
            &Limits::access_list_entries),
      limit("max_linked_orgs", "organizations created from one (default 50)", &Limits::linked_orgs),
      limit("max_teams_per_org", "teams (default 250)", &Limits::teams_per_org),
      limit("max_users_per_team", "active and invited people of a team (default 250)",
            &Limits::users_per_team),
      limit("max_teams_per_user", "teams of a person (default 100)", &Limits::teams_per_user),
      limit("max_teams_per_project", "teams on a project (default 100)",
            &Limits::teams_per_project),
      limit("max_tokens_per_account", "live tokens of a service account (default 100)",
            &Limits::tokens_per_account),
      {"max_connections", "N",
       "open connections, a quarter of them for each address (default 10000)",
       [](S& s, Text& v) { s.listener.max_connections = number_of<std::size_t>(v, 1); }},
      {"body_memory", "MIB", "memory for the bodies of requests under way (default 64)",
       [](S& s, Text& v) { s.listener.body_memory = number_of<std::size_t>(v, 1) << 20U; }},
      {"answer_memory", "MIB", "memory for answers that are not sent yet (default 256)",
       [](S& s, Text& v) { s.listener.answer_memory = number_of<std::size_t>(v, 1) << 20U; }},
      {"caller_cache", "MIB", "memory for callers that have been read (default 64)",
       [](S& s, Text& v) { s.caller_cache = number_of<std::size_t>(v, 1) << 20U; }},
      {"list_cache", "MIB", "memory for pages of lists that have been read, 0: none (default 8)",
       [](S& s, Text& v) { s.list_cache = number_of<std::size_t>(v, 0) << 20U; }},
      {"max_waiting_writes", "N", "writes that may wait before 503 (default 4096)",
       [](S& s, Text& v) { s.max_waiting_writes = number_of<std::size_t>(v, 1); }},
      seconds("header_timeout", "to send a request's header (default 10)",
              &ListenerOptions::header_timeout),
      seconds("body_timeout", "to send a request's body (default 30)",
              &ListenerOptions::body_timeout),
      seconds("idle_timeout", "between two requests (default 75)", &ListenerOptions::idle_timeout),
      seconds("write_timeout", "that an answer may wait for its reader (default 30)",
              &ListenerOptions::write_timeout),
      {"least_read_rate", "BYTES",
       "a second at which an answer must be read, on average (default 8192)",
       [](S& s, Text& v) { s.listener.least_read_rate = number_of<std::size_t>(v, 1); }},
      seconds("drain_delay", "to go on serving after SIGTERM while /readyz says no (default 0)",
              &ListenerOptions::drain_delay, 0),
      {"threads", "N", "event loops (default: one for each core)",
       [](S& s, Text& v) { s.listener.threads = number_of<unsigned>(v, 1); }},
      {"log_level", "LEVEL", "debug, info (default), warning, error or off",
       [](S& s, Text& v) {
         s.log_level = choice_of<LogLevel>(v, {{"debug", LogLevel::debug},
                                               {"info", LogLevel::info},
                                               {"warning", LogLevel::warning},
                                               {"error", LogLevel::error},
                                               {"off", LogLevel::off}});
       }},
      {"log_format", "FORMAT", "text (default) or json",
       [](S& s, Text& v) {
         s.log_format =
             choice_of<LogFormat>(v, {{"text", LogFormat::text}, {"json", LogFormat::json}});
       }},
  };
}

}  // namespace

std::span<Setting const> all_settings() {
  static std::vector<Setting> const table = [] {
    auto all = service_settings();
    std::ranges::move(mail_settings(), std::back_inserter(all));
    std::ranges::move(limit_settings(), std::back_inserter(all));
    return all;
  }();
  return table;
}

bool parse_switch(std::string const& text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  refuse("must be true or false");
}

ListenAddress parse_listen_address(std::string const& text) { return address_of(text); }

}  // namespace orgd
