// Profiles: where a server is and which key to use there, by name, in one file that only its owner
// may read.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace orgctl {

/// A key of a profile, in the order in which help tells them.
struct ProfileKey {
  std::string_view name;
  bool secret;
  std::string_view help;
};
std::vector<ProfileKey> const& profile_keys();

using Profile = std::map<std::string, std::string, std::less<>>;

struct Profiles {
  std::string file;
  std::string current = "default";  ///< used when no other is asked for
  std::map<std::string, Profile, std::less<>> by_name{};

  /// The profile's value, or "".
  std::string value(std::string_view profile, std::string_view key) const;
};

/// A variable of the environment, or "".
std::string variable(char const* name);

/// $ORGCTL_CONFIG, or config.toml in it when it is a folder, which a "/" at its end says of one
/// that is not there yet; else orgctl/config.toml in $XDG_CONFIG_HOME or ~/.config.
std::string profiles_file();

/// A file that is not there holds nothing. The error says what is wrong with it.
std::expected<Profiles, std::string> read_profiles(std::string const& file);

/// Replaces the file at once, mode 0600.
std::expected<void, std::string> write_profiles(Profiles const& profiles);

}  // namespace orgctl
