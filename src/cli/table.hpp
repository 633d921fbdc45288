// Rows and columns out of JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/columns.hpp"
#include "cli/output.hpp"

namespace orgctl {

struct CsvStyle {
  bool only_these = false;  ///< columns; else others that the items have follow them
  bool safe = false;        ///< see safe_cell
};

/// With a heading, also for no rows at all.
std::string csv_of(atlas::JsonNode const& content, std::vector<std::string> const& columns,
                   CsvStyle style);

/// Columns that hold nothing, and those beyond the screen, are left out. An object has a row for
/// each member, a plain value is just itself.
std::string table_of(atlas::JsonNode const& content, std::vector<std::string> const& columns,
                     Screen screen);

/// A table of these columns alone. What is too wide for the screen is cut, but never an id.
struct PeopleTable {
  std::string text;
  std::size_t hidden;  ///< columns that hold something and are not shown
};
PeopleTable people_table(atlas::JsonNode const& content, std::vector<Column> const& columns,
                         Screen screen);

/// What stands in these columns of one item; "" where it has nothing.
std::vector<std::string> cells_of(atlas::JsonNode const& item,
                                  std::vector<std::string> const& columns);

}  // namespace orgctl
