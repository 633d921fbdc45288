// Reading cell by cell.
#include "cli/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "api/text.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using Problem = std::unexpected<std::string>;

// How many line ends: \n, \r\n, or \r alone.
std::size_t lines_in(std::string_view text) {
  std::size_t lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')))
      ++lines;
  return lines;
}

bool is_utf8(std::string_view text) {
  return atlas::each_code_point(text, [](char32_t) { return true; }).has_value();
}

// What keeps the bytes from being a text that this program reads, or nothing.
std::optional<std::string> encoding_problem(std::string_view text) {
  constexpr std::string_view remedy = "save it as UTF-8 (\"CSV UTF-8\" in spreadsheets)";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || text.contains('\0'))
    return fmt::format("the file is UTF-16 or holds binary data: {}", remedy);
  if (is_utf8(text)) return std::nullopt;
  for (std::size_t line = 1, begin = 0; begin < text.size(); ++line) {
    auto const end = std::min(text.find_first_of("\r\n", begin), text.size());
    if (!is_utf8(text.substr(begin, end - begin)))
      return fmt::format("line {} is not UTF-8: {}", line, remedy);
    begin = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
  }
  return fmt::format("the file is not UTF-8: {}", remedy);
}

// The one of the three that stands most often in the heading, outside quotes.
char separator_of(std::string_view text) {
  constexpr std::string_view known = ",;\t";
  std::size_t counts[known.size()] = {};
  bool quoted = false;
  for (char const c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\r' || c == '\n')) break;
    auto const which = known.find(c);
    if (!quoted && which != std::string_view::npos) ++counts[which];
  }
  return known[static_cast<std::size_t>(std::ranges::max_element(counts) - counts)];
}

// Blanks and the no-break spaces that come along from web pages.
std::string without_blanks(std::string_view text) {
  constexpr std::string_view wide = "\xC2\xA0";
  for (bool more = true; more;) {
    more = false;
    for (std::string_view const blank : {std::string_view(" "), std::string_view("\t"),
                                         std::string_view("\r"), std::string_view("\n"), wide}) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size()), more = true;
      if (text.ends_with(blank)) text.remove_suffix(blank.size()), more = true;
    }
  }
  return std::string(text);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : all_(text), rest_(text) {}

  std::expected<std::vector<CsvRow>, std::string> read();

 private:
  // Counts on from where it was asked the last time.
  std::size_t line() {
    auto const at = all_.size() - rest_.size();
    line_ += lines_in(all_.substr(counted_, at - counted_));
    counted_ = at;
    return line_;
  }
  Problem problem(std::size_t at, std::string_view what) const {
    return Problem(fmt::format("line {}: {}", at, what));
  }
  void skip_line_end() {
    if (rest_.starts_with('\r')) rest_.remove_prefix(1);
    if (rest_.starts_with('\n')) rest_.remove_prefix(1);
  }
  std::expected<std::string, std::string> take_cell();
  std::expected<std::string, std::string> take_quoted();
  std::expected<void, std::string> fit(CsvRow& row, CsvRow const& heading) const;

  std::string_view all_;
  std::string_view rest_;
  char separator_ = ',';
  std::size_t counted_ = 0;
  std::size_t line_ = 1;
};

std::expected<std::string, std::string> Reader::take_quoted() {
  auto const begin = line();
  std::string cell;
  for (std::size_t i = 1; i < rest_.size(); ++i) {
    if (rest_[i] != '"') {
      cell += rest_[i];
    } else if (i + 1 < rest_.size() && rest_[i + 1] == '"') {
      cell += rest_[i++];
    } else {
      rest_.remove_prefix(i + 1);
      return cell;
    }
  }
  return problem(begin, "a quote does not end");
}

std::expected<std::string, std::string> Reader::take_cell() {
  std::string const ends{separator_, '\r', '\n'};
  auto const to_end = [&] { return std::min(rest_.find_first_of(ends), rest_.size()); };
  auto const first = rest_.find_first_not_of(separator_ == '\t' ? " " : " \t");
  bool const quoted = first != std::string_view::npos && rest_[first] == '"';
  std::string cell;
  if (quoted) {
    rest_.remove_prefix(first);
    auto inside = take_quoted();
    if (!inside) return inside;
    cell = std::move(*inside);
  }
  auto const outside = rest_.substr(0, to_end());
  if (quoted && !without_blanks(outside).empty())
    return problem(line(), fmt::format("\"{}\" stands behind a quote that ended", outside));
  rest_.remove_prefix(outside.size());
  return without_blanks(quoted ? cell : std::string(outside));
}

// Empty cells behind the last column are how spreadsheets fill up a row.
std::expected<void, std::string> Reader::fit(CsvRow& row, CsvRow const& heading) const {
  auto const width = heading.cells.size();
  while (row.cells.size() > width && row.cells.back().empty()) row.cells.pop_back();
  if (row.cells.size() == width) return {};
  return problem(row.line, fmt::format("{} cell{}, but the heading has {}", row.cells.size(),
                                       row.cells.size() == 1 ? "" : "s", width));
}

std::expected<std::vector<CsvRow>, std::string> Reader::read() {
  if (auto const wrong = encoding_problem(all_)) return Problem(*wrong);
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  bool const named = rest_.size() > 5 && rest_.starts_with("sep=");
  separator_ = named ? rest_[4] : separator_of(rest_);
  if (named) rest_.remove_prefix(5), skip_line_end();
  std::vector<CsvRow> rows;
  while (!rest_.empty()) {
    CsvRow row{.line = line(), .cells = {}};
    for (bool more = true; more;) {
      auto cell = take_cell();
      if (!cell) return Problem(std::move(cell.error()));
      row.cells.push_back(std::move(*cell));
      more = rest_.starts_with(separator_);
      if (more) rest_.remove_prefix(1);
    }
    skip_line_end();
    bool const blank = std::ranges::all_of(row.cells, &std::string::empty);
    if (blank) continue;
    if (!rows.empty())
      if (auto fits = fit(row, rows.front()); !fits) return Problem(std::move(fits.error()));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::expected<std::vector<CsvRow>, std::string> parse_csv(std::string_view text) {
  return Reader(text).read();
}

std::string csv_row(std::vector<std::string> const& cells) {
  std::string row;
  for (bool first = true; auto const& cell : cells) {
    if (!std::exchange(first, false)) row += ',';
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      row += cell;
      continue;
    }
    row += '"';
    for (char c : cell) row += c == '"' ? "\"\"" : std::string(1, c);
    row += '"';
  }
  return row + "\r\n";
}

std::string safe_cell(std::string_view cell) {
  std::string text = harmless(cell);
  bool const computed = !cell.empty() && std::string_view("=+-@\t\r").contains(cell.front());
  return computed ? "'" + text : text;
}

}  // namespace orgctl
