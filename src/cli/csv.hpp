// Comma-separated values (RFC 4180).
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace orgctl {

using CsvRows = std::vector<std::vector<std::string>>;

/// All rows, the heading first. A byte order mark and empty lines are skipped. The error tells the
/// row of a quote that does not end or of a row with another number of cells than the heading.
std::expected<CsvRows, std::string> parse_csv(std::string_view text);

/// One row with its line end.
std::string csv_row(std::vector<std::string> const& cells);

}  // namespace orgctl
