// What `orgd check` asks the tables of a store.
#pragma once

#include <span>
#include <string_view>

#include "store/database.hpp"

namespace orgd {

struct CheckQuestion {
  std::string_view name;
  Statement statement;
};

/// Rules between tables that no foreign key expresses, and of rows that were half written; each
/// selects, in its first column, the rows that break it.
std::span<CheckQuestion const> forbidden_rows();

/// How much there is of what.
std::span<CheckQuestion const> row_counts();

}  // namespace orgd
