// Parsing and ranking of media ranges (RFC 9110, 12.5.1) for the API's versioned types.
#include "api/media_type.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <vector>

#include "api/text.hpp"

namespace atlas {

std::string date_of(Version version) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(version.year()),
                     static_cast<unsigned>(version.month()), static_cast<unsigned>(version.day()));
}

std::string media_type_of(Version version) {
  if (version == unversioned) return "application/json";
  return fmt::format("application/vnd.atlas.{}+json", date_of(version));
}

namespace {

constexpr std::string_view vendor_prefix = "application/vnd.atlas.";

// Cuts the part before `separator` off the front of `text`.
std::string_view cut(std::string_view& text, char separator) {
  auto const at = text.find(separator);
  std::string_view const part = without_blanks(text.substr(0, at));
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

struct MediaRange {
  std::string type;  // lower case
  std::string charset;
  double quality = 1;
};

MediaRange parse_range(std::string_view text) {
  MediaRange range;
  range.type = lower_ascii(cut(text, ';'));
  while (!text.empty()) {
    std::string_view value = cut(text, ';');
    std::string const name = lower_ascii(cut(value, '='));
    if (name == "q" &&
        std::from_chars(value.data(), value.data() + value.size(), range.quality).ec != std::errc{})
      range.quality = 0;
    if (name == "charset") range.charset = lower_ascii(value);
  }
  if (range.charset.starts_with('"') && range.charset.size() >= 2)
    range.charset = range.charset.substr(1, range.charset.size() - 2);
  return range;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// The date of "application/vnd.atlas.YYYY-MM-DD+json".
std::optional<Version> version_in(std::string_view type) {
  if (!type.starts_with(vendor_prefix) || !type.ends_with("+json")) return std::nullopt;
  type.remove_prefix(vendor_prefix.size());
  type.remove_suffix(5);
  if (type.size() != 10 || type[4] != '-' || type[7] != '-') return std::nullopt;
  auto const year = digits(type.substr(0, 4));
  auto const month = digits(type.substr(5, 2));
  auto const day = digits(type.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  Version const version{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                        std::chrono::day(static_cast<unsigned>(*day))};
  if (!version.ok()) return std::nullopt;
  return version;
}

// The newest version not later than the wanted one, unless that lies in the future.
std::optional<Version> resolve(std::string_view type, std::span<Version const> versions,
                               Version today) {
  auto const wanted = version_in(type);
  if (!wanted || *wanted > today) return std::nullopt;
  std::optional<Version> best;
  for (Version version : versions)
    if (version <= *wanted) best = version;
  return best;
}

bool is_generic(std::string_view type) {
  return type == "application/json" || type == "*/*" || type == "application/*";
}

}  // namespace

Result<Version> negotiate(std::string_view accept, std::span<Version const> versions, Version today,
                          Unversioned policy) {
  if (without_blanks(accept).empty()) accept = "*/*";
  bool generic = false;
  bool versioned = false;
  std::optional<Version> best;
  double best_quality = 0;
  while (!accept.empty()) {
    MediaRange const range = parse_range(cut(accept, ','));
    if (range.quality <= 0) continue;
    generic = generic || is_generic(range.type);
    if (!range.type.starts_with(vendor_prefix)) continue;
    versioned = true;
    auto const version = resolve(range.type, versions, today);
    if (version && range.quality > best_quality) {
      best = version;
      best_quality = range.quality;
    }
  }
  if (best) return *best;
  bool const plain = generic && !versioned;
  if (plain && (policy == Unversioned::is_oldest || versions.front() == unversioned))
    return versions.front();
  return fail(Code::invalid_version_date);
}

Result<Done> check_content_type(std::string_view content_type, std::span<Version const> versions,
                                Version today) {
  if (without_blanks(content_type).empty()) return Done{};
  MediaRange const range = parse_range(content_type);
  bool const json = range.type == "application/json";
  if (!json && !range.type.starts_with(vendor_prefix)) return fail(Code::unsupported_media_type);
  if (!range.charset.empty() && range.charset != "utf-8") return fail(Code::unsupported_media_type);
  if (!json && !resolve(range.type, versions, today)) return fail(Code::invalid_version_date);
  return Done{};
}

}  // namespace atlas
