// Credentials from the environment and from profile files.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "atlas/configuration.hpp"
#include "client/profile_file.hpp"

namespace atlas {
namespace {

using detail::ProfileValues;
using Outcome = std::expected<Credentials, std::string>;
using Problem = std::unexpected<std::string>;

// Two names of one kind of credentials, or neither.
struct Pair {
  std::string_view first;
  std::string_view second;
};
constexpr Pair key_names{"public_key", "private_key"};
constexpr Pair account_names{"client_id", "client_secret"};
constexpr Pair session_names{"username", "session_token"};
constexpr std::array all_names{key_names, account_names, session_names};

std::string value_of(ProfileValues const& values, std::string_view name) {
  auto const at = values.find(name);
  return at == values.end() ? std::string() : at->second;
}

// A line end that came along with a secret would make a wrong key of it, and a 401 that says so.
bool is_clean(std::string_view text) {
  auto const is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  return text.front() != ' ' && text.back() != ' ' && std::ranges::none_of(text, is_control);
}

Outcome credentials_of(ProfileValues const& values, std::string const& where, NoneSet none,
                       auto const& shown) {
  for (auto const& [first, second] : all_names) {
    std::string const a = value_of(values, first);
    std::string const b = value_of(values, second);
    if (a.empty() && b.empty()) continue;
    if (a.empty() || b.empty())
      return Problem(fmt::format("{}: {} is set, {} is missing", where,
                                 shown(a.empty() ? second : first),
                                 shown(a.empty() ? first : second)));
    for (auto const& [name, text] : {std::pair(first, &a), std::pair(second, &b)})
      if (!is_clean(*text))
        return Problem(fmt::format("{}: {} holds a control character, or a blank at an end", where,
                                   shown(name)));
    if (first == key_names.first) return ApiKeyCredentials{a, b};
    if (first == account_names.first) return ServiceAccountCredentials{a, b};
    return SessionCredentials{a, b};
  }
  if (none == NoneSet::is_no_credentials) return NoCredentials{};
  return Problem(fmt::format("{}: neither {} and {} nor {} and {} nor {} and {} are set", where,
                             shown(key_names.first), shown(key_names.second),
                             shown(account_names.first), shown(account_names.second),
                             shown(session_names.first), shown(session_names.second)));
}

std::string variable_of(std::string_view name) {
  std::string variable = "ATLAS_";
  for (char c : name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return variable;
}

std::expected<ProfileValues, std::string> values_of(std::string const& file,
                                                    std::string_view profile) {
  auto profiles = detail::read_profile_file(file);
  if (!profiles) return Problem(std::move(profiles.error()));
  if (profiles->readable_by_others)
    return Problem(
        fmt::format("{} holds secrets and others may read it: chmod 600 {}", file, file));
  auto const at = profiles->by_name.find(profile);
  if (at == profiles->by_name.end())
    return Problem(fmt::format("{} has no section [{}]", file, profile));
  return std::move(at->second);
}

Outcome credentials_in(ProfileValues const& values, std::string const& file,
                       std::string_view profile, NoneSet none) {
  return credentials_of(values, fmt::format("{} [{}]", file, profile), none,
                        [](std::string_view name) { return std::string(name); });
}

}  // namespace

std::expected<Credentials, std::string> credentials_from_env(NoneSet none) {
  ProfileValues values;
  for (auto const& pair : all_names)
    for (auto const name : {pair.first, pair.second})
      if (char const* value = std::getenv(variable_of(name).c_str())) values.emplace(name, value);
  return credentials_of(values, "the environment", none, variable_of);
}

std::expected<Credentials, std::string> credentials_from_file(std::string const& file,
                                                              std::string_view profile,
                                                              NoneSet none) {
  auto const values = values_of(file, profile);
  if (!values) return Problem(values.error());
  return credentials_in(*values, file, profile, none);
}

std::expected<Configuration, std::string> configuration_from_file(std::string const& file,
                                                                  std::string_view profile) {
  auto const values = values_of(file, profile);
  if (!values) return Problem(values.error());
  auto credentials = credentials_in(*values, file, profile, NoneSet::is_no_credentials);
  if (!credentials) return Problem(std::move(credentials.error()));
  Configuration configuration{.credentials = std::move(*credentials)};
  if (auto url = value_of(*values, "url"); !url.empty()) configuration.host = std::move(url);
  if (values->contains("proxy")) configuration.http.proxy = value_of(*values, "proxy");
  configuration.http.ca_file = value_of(*values, "ca_file");
  configuration.http.client_certificate = value_of(*values, "client_certificate");
  configuration.http.client_key = value_of(*values, "client_key");
  return configuration;
}

}  // namespace atlas
