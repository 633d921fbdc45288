// Reads what browsers send; whatever is malformed names no language.
#include "api/language.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

#include "api/text.hpp"

namespace atlas {
namespace {

constexpr std::size_t longest_read = 1024;

// Thousandths of "q=0.8"; 1000 without one, 0 when it is none.
int weight_of(std::string_view parameter) {
  parameter = without_blanks(parameter);
  if (parameter.empty()) return 1000;
  if (!equal_ignoring_case(parameter.substr(0, 2), "q=")) return 0;
  double weight = 0;
  auto const number = parameter.substr(2);
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), weight);
  bool const whole = error == std::errc{} && end == number.data() + number.size();
  return whole && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0;
}

}  // namespace

std::optional<std::string> wanted_language(std::string_view accept_language) {
  std::optional<std::string> best;
  int best_weight = 0;
  for (auto const part : std::views::split(accept_language.substr(0, longest_read), ',')) {
    std::string_view const range(part.begin(), part.end());
    auto const semicolon = std::min(range.find(';'), range.size());
    auto const tag = without_blanks(range.substr(0, semicolon));
    auto const name = lower_ascii(tag.substr(0, tag.find('-')));
    int const weight =
        semicolon < range.size() ? weight_of(range.substr(semicolon + 1)) : weight_of("");
    if (weight <= best_weight || std::ranges::find(languages, name) == languages.end()) continue;
    best = name;
    best_weight = weight;
  }
  return best;
}

}  // namespace atlas
