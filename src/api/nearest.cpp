// The usual table of distances between the beginnings of two words.
#include "api/nearest.hpp"

#include <algorithm>
#include <vector>

namespace atlas {

std::size_t letter_changes(std::string_view a, std::string_view b) {
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

std::string_view nearest(std::string_view given, std::span<std::string_view const> known) {
  auto const best = std::ranges::min_element(
      known, {}, [given](std::string_view word) { return letter_changes(given, word); });
  return best == known.end() ? std::string_view() : *best;
}

}  // namespace atlas
