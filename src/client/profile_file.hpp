// Profile files: TOML, a table for each profile, texts as values. The only reader of them, for the
// client library and the command line.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>

namespace atlas::detail {

/// The keys of one profile, or those that stand before the first profile.
using ProfileValues = std::map<std::string, std::string, std::less<>>;

/// A profile file as it stands on disk.
struct ProfileFile {
  ProfileValues top{};                                          ///< outside of any profile
  std::map<std::string, ProfileValues, std::less<>> by_name{};  ///< profiles
  bool readable_by_others = false;                              ///< its mode lets others read it
};

/// Reads a whole file. What is no text in quotes, and what TOML does not allow, is refused with the
/// file and the line, so that no value is ever taken for another.
std::expected<ProfileFile, std::string> read_profile_file(std::string const& file);

/// The same of a text; errors call it `name`.
std::expected<ProfileFile, std::string> parse_profile_file(std::string_view text,
                                                           std::string_view name);

}  // namespace atlas::detail
