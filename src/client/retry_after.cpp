// Reading dates by their parts: the three forms hold the same ones in another order.
#include "client/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace atlas::detail {
namespace {

// Longer than anybody waits, and far from the end of what a duration holds.
constexpr std::int64_t most_seconds = 1'000'000'000;

std::optional<std::int64_t> number_of(std::string_view text) {
  bool const digits = !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return c >= '0' && c <= '9';
  });
  if (!digits) return std::nullopt;
  std::int64_t number = most_seconds;  // also for what no number holds
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::min(number, most_seconds);
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" ,-"), text.size()));
    if (text.empty()) return parts;
    auto const end = std::min(text.find_first_of(" ,-"), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::optional<unsigned> month_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const* const at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<unsigned>(at - names.begin()) + 1;
}

std::optional<std::chrono::seconds> time_of(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  auto const hours = number_of(text.substr(0, 2));
  auto const minutes = number_of(text.substr(3, 2));
  auto const seconds = number_of(text.substr(6, 2));
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60)
    return std::nullopt;
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds);
}

// Two digits mean the century in which the date is not far ahead; this code is younger than 2000.
int full_year(std::int64_t year, std::size_t digits) {
  if (digits == 2) year += year < 70 ? 2000 : 1900;
  return static_cast<int>(year);
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  auto parts = parts_of(text);
  // "Sun Nov  6 08:49:37 1994" becomes "Sun 6 Nov 1994 08:49:37 GMT".
  if (parts.size() == 5) parts = {parts[0], parts[2], parts[1], parts[4], parts[3], "GMT"};
  if (parts.size() != 6 || parts[5] != "GMT") return std::nullopt;
  auto const day = number_of(parts[1]);
  auto const month = month_of(parts[2]);
  auto const year = number_of(parts[3]);
  auto const time = time_of(parts[4]);
  if (!day || !month || !year || !time || *year > 9999) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year(full_year(*year, parts[3].size())),
                                         std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + *time;
}

std::optional<std::chrono::seconds> retry_after_of(Headers const& headers,
                                                   std::chrono::system_clock::time_point now) {
  auto const field = headers.find("Retry-After");
  if (!field) return std::nullopt;
  if (auto const seconds = number_of(*field)) return std::chrono::seconds(*seconds);
  auto const until = parse_http_date(*field);
  if (!until) return std::nullopt;
  auto const since = parse_http_date(headers.value("Date"))
                         .value_or(std::chrono::floor<std::chrono::seconds>(now));
  return std::max(std::chrono::seconds(0), *until - since);
}

}  // namespace atlas::detail
