// The usual table of distances, row by row.
#include "api/nearest.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace atlas {

std::size_t letter_changes(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string_view nearest(std::string_view given, std::span<std::string_view const> known) {
  auto const best = std::ranges::min_element(
      known, {}, [given](std::string_view word) { return letter_changes(given, word); });
  return best == known.end() ? std::string_view() : *best;
}

}  // namespace atlas
