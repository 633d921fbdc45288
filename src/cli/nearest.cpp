// How near is near enough.
#include "cli/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/nearest.hpp"
#include "api/text.hpp"

namespace orgctl {

std::string nearest(std::string_view written, std::vector<std::string> const& names) {
  constexpr std::size_t longest = 64;  // what is longer is no name, and costs
  if (written.size() > longest) return "";
  std::string const lower = atlas::lower_ascii(written);
  std::string best;
  // One change in three letters is a slip; more is another word.
  std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(3, lower.size() / 3)) + 1;
  for (auto const& name : names) {
    std::string const candidate = atlas::lower_ascii(name);
    auto changes = atlas::letter_changes(lower, candidate);
    // The beginning of a name is as good as one change.
    bool const begins = lower.size() > 2 && candidate.starts_with(lower);
    if (begins) changes = std::min<std::size_t>(changes, 1);
    if (changes < least) {
      least = changes;
      best = name;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view written, std::vector<std::string> const& names) {
  auto const meant = nearest(written, names);
  return meant.empty() ? "" : fmt::format("; did you mean {}?", meant);
}

std::string bare_name(std::string_view name) {
  std::string bare;
  for (char const c : atlas::lower_ascii(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) bare += c;
  return bare;
}

}  // namespace orgctl
