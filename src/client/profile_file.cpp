// The only file of the client that knows toml++.
#include "client/profile_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <toml++/toml.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace atlas::detail {
namespace {

using Problem = std::unexpected<std::string>;

constexpr std::size_t max_size = 1024 * 1024;

Problem problem_at(std::string_view file, toml::source_position at, std::string_view what) {
  return Problem(fmt::format("{}, line {}: {}", file, at.line, what));
}

// Puts one value among others; the error names its line.
std::expected<void, std::string> take(std::string_view file, toml::key const& key,
                                      toml::node const& value, ProfileValues& values) {
  if (auto const* text = value.as_string()) {
    values.insert_or_assign(std::string(key.str()), text->get());
    return {};
  }
  std::string const name(key.str());
  std::string_view const advice = value.is_table()
                                      ? "a profile holds no tables; a name with dots wants quotes"
                                      : "a value is a text in quotes";
  return problem_at(file, value.source().begin, fmt::format("{}: {}", name, advice));
}

std::expected<ProfileFile, std::string> profiles_of(std::string_view file,
                                                    toml::table const& root) {
  ProfileFile profiles;
  for (auto const& [name, node] : root) {
    toml::table const* section = node.as_table();
    if (!section) {
      if (auto taken = take(file, name, node, profiles.top); !taken) return Problem(taken.error());
      continue;
    }
    auto& values = profiles.by_name[std::string(name.str())];
    for (auto const& [key, value] : *section)
      if (auto taken = take(file, key, value, values); !taken) return Problem(taken.error());
  }
  return profiles;
}

}  // namespace

std::expected<ProfileFile, std::string> parse_profile_file(std::string_view text,
                                                           std::string_view name) {
  try {
    return profiles_of(name, toml::parse(text));
  } catch (toml::parse_error const& error) {
    return problem_at(name, error.source().begin, error.description());
  }
}

std::expected<ProfileFile, std::string> read_profile_file(std::string const& file) {
  auto const close = [](std::FILE* open) { std::fclose(open); };
  std::unique_ptr<std::FILE, decltype(close)> const opened(std::fopen(file.c_str(), "re"), close);
  // The mode of what is read, not of what may have taken its place since.
  struct stat status{};
  if (!opened || fstat(fileno(opened.get()), &status) != 0)
    return Problem(fmt::format("{} cannot be read: {}", file, std::strerror(errno)));
  if (S_ISDIR(status.st_mode)) return Problem(fmt::format("{} is a directory, not a file", file));
  std::string text(max_size + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), opened.get()));
  if (std::ferror(opened.get()) != 0)
    return Problem(fmt::format("{} cannot be read: {}", file, std::strerror(errno)));
  if (text.size() > max_size)
    return Problem(fmt::format("{} is larger than {} bytes", file, max_size));
  auto profiles = parse_profile_file(text, file);
  if (profiles) profiles->readable_by_others = (status.st_mode & 077U) != 0;
  return profiles;
}

}  // namespace atlas::detail
