// Rows and columns out of JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/output.hpp"

namespace orgctl {

/// With a heading, also for no rows at all.
std::string csv_of(atlas::JsonNode const& content, std::vector<std::string> const& columns);

/// Columns that hold nothing, and those beyond the screen, are left out. An object has a row for
/// each member, a plain value is just itself.
std::string table_of(atlas::JsonNode const& content, std::vector<std::string> const& columns,
                     Screen screen);

}  // namespace orgctl
