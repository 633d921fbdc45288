// Where each value comes from.
#include "cli/session.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "api/text.hpp"
#include "cli/profiles.hpp"

namespace orgctl {
namespace {

using atlas::Credentials;
using Problem = std::unexpected<std::string>;

std::string first_of(std::initializer_list<std::string> texts) {
  for (auto const& text : texts)
    if (!text.empty()) return text;
  return "";
}

std::expected<Credentials, std::string> credentials_for(Profiles const& profiles,
                                                        std::string const& profile,
                                                        bool profile_first) {
  constexpr auto none_is_fine = atlas::NoneSet::is_no_credentials;
  auto const from_profile = [&] {
    return atlas::credentials_from_file(profiles.file, profile, none_is_fine);
  };
  bool const known = profiles.by_name.contains(profile);
  if (known && profile_first) return from_profile();
  auto credentials = atlas::credentials_from_env(none_is_fine);
  bool const none = credentials && std::holds_alternative<atlas::NoCredentials>(*credentials);
  if (!none || !known) return credentials;
  return from_profile();
}

std::expected<void, std::string> configure(GlobalOptions const& options,
                                           atlas::Configuration& configuration) {
  configuration.http = {.proxy = options.proxy,
                        .ca_file = options.ca_file,
                        .client_certificate = options.client_certificate,
                        .client_key = options.client_key,
                        .verify = !options.insecure};
  configuration.timeout =
      std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout * 1000));
  configuration.retry.max_attempts = options.attempts;
  for (auto const& header : options.headers) {
    auto const colon = header.find(':');
    if (colon == std::string::npos || colon == 0)
      return Problem(fmt::format("--header takes \"Name: value\", not \"{}\"", header));
    auto const value = header.find_first_not_of(' ', colon + 1);
    configuration.headers.set(header.substr(0, colon),
                              value == std::string::npos ? "" : header.substr(value));
  }
  if (options.debug)
    configuration.debug_log = [](std::string_view line) { fmt::print(stderr, "{}\n", line); };
  return {};
}

std::expected<Credentials, std::string> credentials_at(std::string const& host,
                                                       Profiles const& profiles,
                                                       std::string const& profile,
                                                       bool profile_first) {
  auto credentials = credentials_for(profiles, profile, profile_first);
  auto const* session =
      credentials ? std::get_if<atlas::SessionCredentials>(&*credentials) : nullptr;
  bool const from_profile = session && session->token == profiles.value(profile, "session_token");
  auto const home = profiles.value(profile, "url");
  // A token is good for whoever has it: no other server than its own may see it.
  if (from_profile && !is_same_server(host, home))
    return Problem(fmt::format(
        "the session of profile {} is for {} alone, not for {}; sign in there with: orgctl login",
        profile, home.empty() ? "no server" : home, host));
  return credentials;
}

std::expected<Session, std::string> session_from(GlobalOptions const& options,
                                                 bool with_credentials) {
  auto const profiles = read_profiles(profiles_file());
  if (!profiles) return Problem(profiles.error());
  std::string const asked = first_of({options.profile, variable("ORGCTL_PROFILE")});
  std::string const name = first_of({asked, profiles->current});
  if (!asked.empty() && !profiles->by_name.contains(asked))
    return Problem(fmt::format("{} has no profile {}; make it with: orgctl login {}",
                               profiles->file, asked, asked));
  Session session;
  if (profiles->by_name.contains(name)) session.profile = name;
  session.configuration.host =
      first_of({options.url, variable("ORGCTL_URL"), profiles->value(name, "url")});
  if (with_credentials) {
    auto credentials = credentials_at(session.configuration.host, *profiles, name, !asked.empty());
    if (!credentials) return Problem(std::move(credentials.error()));
    session.configuration.credentials = std::move(*credentials);
  }
  if (session.configuration.host.empty())
    return Problem(
        "which server? Give --url, set ORGCTL_URL, or make a profile with: orgctl login");
  session.org = first_of({variable("ORGCTL_ORG"), profiles->value(name, "org")});
  auto const format =
      parse_format(first_of({options.output, profiles->value(name, "output"), "table"}));
  if (!format) return Problem(format.error());
  session.format = *format;
  if (auto configured = configure(options, session.configuration); !configured)
    return Problem(std::move(configured.error()));
  if (options.ca_file.empty())
    session.configuration.http.ca_file = profiles->value(name, "ca_file");
  return session;
}

}  // namespace

std::expected<Format, std::string> parse_format(std::string_view name) {
  for (std::size_t i = 0; i < format_names.size(); ++i)
    if (format_names[i] == name) return static_cast<Format>(i);
  return Problem(fmt::format("--output is table, json, yaml or csv, not {}", name));
}

bool is_same_server(std::string_view one, std::string_view other) {
  auto const plain = [](std::string_view url) {
    constexpr std::string_view path = "/api/atlas/v2";
    auto const cut_slashes = [&] {
      while (url.ends_with('/')) url.remove_suffix(1);
    };
    cut_slashes();
    if (url.ends_with(path)) url.remove_suffix(path.size());
    cut_slashes();
    return atlas::lower_ascii(url);
  };
  return plain(one) == plain(other);
}

std::expected<Session, std::string> open_server(GlobalOptions const& options) {
  return session_from(options, false);
}

std::expected<Session, std::string> open_session(GlobalOptions const& options) {
  return session_from(options, true);
}

}  // namespace orgctl
