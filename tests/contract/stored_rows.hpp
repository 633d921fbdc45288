// What stands in a store, a SQLite file or a database at "postgresql://...", read beside the server
// through a connection that can only read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace contract {

/// The rows of a query, the columns of each joined by "|". Throws std::runtime_error.
std::vector<std::string> rows_of(std::string const& store, std::string const& sql);

/// Every row of every table, one on a line, in an order that hangs on nothing else.
std::string dump_of(std::string const& store);

/// The lines that only one of two dumps has, for the text of a failure.
std::string difference(std::string_view before, std::string_view after);

}  // namespace contract
