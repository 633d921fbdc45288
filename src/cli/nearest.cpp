// Distances between names.
#include "cli/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/text.hpp"

namespace orgctl {
namespace {

// Single changes from one name to the other: a letter more, less, another, or two exchanged.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                             cost[i - 1][j] + 1, cost[i][j - 1] + 1});
      bool const exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view written, std::vector<std::string> const& names) {
  constexpr std::size_t longest = 64;  // what is longer is no name, and costs
  if (written.size() > longest) return "";
  std::string const lower = atlas::lower_ascii(written);
  std::string best;
  // One change in three letters is a slip; more is another word.
  std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(3, lower.size() / 3)) + 1;
  for (auto const& name : names) {
    std::string const candidate = atlas::lower_ascii(name);
    auto changes = distance(lower, candidate);
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
