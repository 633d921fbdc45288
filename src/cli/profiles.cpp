// The file is TOML, read by the client library; only what writes it sees toml++ here.
#include "cli/profiles.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>

#include "client/profile_file.hpp"

namespace orgctl {
namespace {

constexpr char const* file_name = "config.toml";

std::unexpected<std::string> problem_with(std::string const& file) {
  return std::unexpected(fmt::format("{}: {}", file, std::strerror(errno)));
}

std::string text_of(Profiles const& profiles) {
  toml::table root;
  root.insert("current", profiles.current);
  for (auto const& [name, values] : profiles.by_name) {
    toml::table section;
    for (auto const& [key, value] : values) section.insert(key, value);
    root.insert(name, std::move(section));
  }
  std::ostringstream text;
  // Quoted always the same way, as the client library reads it.
  text << toml::toml_formatter(root, toml::format_flags::none) << "\n";
  return text.str();
}

}  // namespace

std::string variable(char const* name) {
  char const* value = std::getenv(name);
  return value ? value : "";
}

std::vector<ProfileKey> const& profile_keys() {
  static std::vector<ProfileKey> const keys{
      {"url", false, "scheme and host of the server, such as https://orgs.example.org"},
      {"org", false, "the organization that commands mean when they name none"},
      {"output", false, "table, json, yaml or csv"},
      {"ca_file", false, "certificates to trust instead of the system's"},
      {"public_key", false, "of an API key"},
      {"private_key", true, "its other half"},
      {"client_id", false, "of a service account"},
      {"client_secret", true, "its secret"},
      {"username", false, "of a person, as orgctl login keeps it"},
      {"session_token", true, "of the person's session"}};
  return keys;
}

std::string Profiles::value(std::string_view profile, std::string_view key) const {
  auto const section = by_name.find(profile);
  if (section == by_name.end()) return "";
  auto const at = section->second.find(key);
  return at == section->second.end() ? "" : at->second;
}

std::string profiles_file() {
  if (std::filesystem::path const given = variable("ORGCTL_CONFIG"); !given.empty()) {
    std::error_code ignored;
    bool const folder = !given.has_filename() || std::filesystem::is_directory(given, ignored);
    return (folder ? given / file_name : given).string();
  }
  std::string folder = variable("XDG_CONFIG_HOME");
  if (folder.empty()) folder = variable("HOME") + "/.config";
  return folder + "/orgctl/" + file_name;
}

std::expected<Profiles, std::string> read_profiles(std::string const& file) {
  Profiles profiles{.file = file};
  if (!std::filesystem::exists(file)) return profiles;
  auto read = atlas::detail::read_profile_file(file);
  if (!read) return std::unexpected(std::move(read.error()));
  if (auto const current = read->top.find("current"); current != read->top.end())
    profiles.current = current->second;
  profiles.by_name = std::move(read->by_name);
  return profiles;
}

std::expected<void, std::string> write_profiles(Profiles const& profiles) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(profiles.file).parent_path(), ignored);
  std::string next = profiles.file + ".XXXXXX";
  int const file = mkstemp(next.data());  // mode 0600
  if (file < 0) return problem_with(next);
  std::string const text = text_of(profiles);
  bool const whole = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                     fsync(file) == 0;
  close(file);
  if (whole && std::rename(next.c_str(), profiles.file.c_str()) == 0) return {};
  auto problem = problem_with(profiles.file);
  unlink(next.c_str());
  return problem;
}

}  // namespace orgctl
