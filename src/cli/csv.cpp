// Reading cell by cell.
#include "cli/csv.hpp"

#include <fmt/format.h>

#include <utility>

namespace orgctl {
namespace {

// Takes a quoted cell off the front; false when it does not end.
bool take_quoted(std::string_view& text, std::string& cell) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '"') {
      cell += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[i++];
    } else {
      text.remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

}  // namespace

std::expected<CsvRows, std::string> parse_csv(std::string_view text) {
  CsvRows rows;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    std::vector<std::string> row;
    for (bool more = true; more;) {
      std::string cell;
      if (text.starts_with('"') && !take_quoted(text, cell))
        return std::unexpected(fmt::format("row {}: a quote does not end", rows.size()));
      auto const end = std::min(text.find_first_of(",\r\n"), text.size());
      row.push_back(cell + std::string(text.substr(0, end)));
      text.remove_prefix(end);
      more = text.starts_with(',');
      if (more) text.remove_prefix(1);
    }
    if (text.starts_with('\r')) text.remove_prefix(1);
    if (text.starts_with('\n')) text.remove_prefix(1);
    if (row.size() == 1 && row.front().empty()) continue;
    if (!rows.empty() && row.size() != rows.front().size())
      return std::unexpected(fmt::format("row {} has {} cells, the heading has {}", rows.size(),
                                         row.size(), rows.front().size()));
    rows.push_back(std::move(row));
  }
  return rows;
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

}  // namespace orgctl
