// What a copy says to a database about one table, each statement a constant.
#pragma once

#include <span>

#include "store/database.hpp"
#include "store/tables.hpp"

namespace orgd {

struct TableStatements {
  Table const* table;
  std::size_t keys;  ///< the columns of the primary key
  Statement count;   ///< of all rows
  Statement first;   ///< $1 rows in the key's order; the key's columns, then all columns
  Statement next;    ///< the same behind the key $1, $2, ...; the last value is the number of rows
  Statement greatest;  ///< the last row's key
  Statement insert;    ///< one row
  Statement copy_in;   ///< PostgreSQL's way to insert many
};

/// In the order of `store_tables`.
std::span<TableStatements const> table_statements();

/// Keeps writers out of every lasting table until the transaction ends; PostgreSQL's.
Statement lock_tables();

}  // namespace orgd
