// Credentials from the environment and from profile files.
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <map>

#include "atlas/configuration.hpp"

namespace atlas {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;
using Outcome = std::expected<Credentials, std::string>;

// Two names of one kind of credentials, or neither.
struct Pair {
  std::string_view first;
  std::string_view second;
};
constexpr Pair key_names{"public_key", "private_key"};
constexpr Pair account_names{"client_id", "client_secret"};

Outcome credentials_of(Values const& values, std::string const& where, auto const& shown) {
  auto const value = [&](std::string_view name) {
    auto const at = values.find(name);
    return at == values.end() ? std::string() : at->second;
  };
  for (auto const& [first, second] : {key_names, account_names}) {
    std::string const a = value(first);
    std::string const b = value(second);
    if (a.empty() && b.empty()) continue;
    if (a.empty() || b.empty())
      return std::unexpected(fmt::format("{}: {} is set, {} is missing", where,
                                         shown(a.empty() ? second : first),
                                         shown(a.empty() ? first : second)));
    if (first == key_names.first) return ApiKeyCredentials{a, b};
    return ServiceAccountCredentials{a, b};
  }
  return NoCredentials{};
}

std::string variable_of(std::string_view name) {
  std::string variable = "ATLAS_";
  for (char c : name) variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return variable;
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string_view unquoted(std::string_view text) {
  bool const quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::expected<Credentials, std::string> credentials_from_env() {
  Values values;
  for (auto const& pair : {key_names, account_names})
    for (auto const name : {pair.first, pair.second})
      if (char const* value = std::getenv(variable_of(name).c_str())) values.emplace(name, value);
  return credentials_of(values, "the environment", variable_of);
}

std::expected<Credentials, std::string> credentials_from_file(std::string const& file,
                                                              std::string_view section) {
  struct stat status{};
  if (stat(file.c_str(), &status) != 0)
    return std::unexpected(fmt::format("{} cannot be read", file));
  if ((status.st_mode & 077U) != 0)
    return std::unexpected(
        fmt::format("{} holds secrets and others may read it: chmod 600 {}", file, file));
  std::ifstream in(file);
  Values values;
  bool found = false;
  bool inside = false;
  for (std::string text; std::getline(in, text);) {
    std::string_view const line = trimmed(text);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[' && line.back() == ']') {
      inside = trimmed(line.substr(1, line.size() - 2)) == section;
      found = found || inside;
      continue;
    }
    auto const equals = line.find('=');
    if (!inside || equals == std::string_view::npos) continue;
    values.emplace(trimmed(line.substr(0, equals)), unquoted(trimmed(line.substr(equals + 1))));
  }
  if (!found) return std::unexpected(fmt::format("{} has no section [{}]", file, section));
  return credentials_of(values, fmt::format("{} [{}]", file, section),
                        [](std::string_view name) { return std::string(name); });
}

}  // namespace atlas
