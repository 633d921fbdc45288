// Comma-separated values (RFC 4180), as spreadsheets write them: with commas, semicolons or tabs.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace orgctl {

struct CsvRow {
  std::size_t line;  ///< where it begins, as an editor counts
  std::vector<std::string> cells;
};

/// All rows, the heading first; its separator is that of the file. Blanks around cells, a byte
/// order mark, empty lines and a line "sep=;" are left out. The error tells the line of bytes that
/// are not UTF-8, of a quote that does not end, or of a row that does not fit the heading.
std::expected<std::vector<CsvRow>, std::string> parse_csv(std::string_view text);

/// One row with its line end.
std::string csv_row(std::vector<std::string> const& cells);

/// The cell as a spreadsheet and a terminal can take it: control characters are blanks, and what a
/// spreadsheet would compute has an apostrophe before it.
std::string safe_cell(std::string_view cell);

}  // namespace orgctl
