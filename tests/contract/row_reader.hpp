// Reads a store beside the server, with any SQL. Two exist: of SQLite's files and of PostgreSQL.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace contract {

class RowReader {
 public:
  virtual ~RowReader() = default;
  /// The rows of a query, the columns of each joined by "|". Throws std::runtime_error.
  virtual std::vector<std::string> rows_of(std::string const& sql) = 0;
  /// The names of all tables.
  virtual std::vector<std::string> tables() = 0;
};

/// Both see one state of the store as long as they live.
std::unique_ptr<RowReader> read_sqlite(std::string const& file);
std::unique_ptr<RowReader> read_postgres(std::string const& url);

}  // namespace contract
