// One blocking connection to a whole store, for what is done to all of it: migrations and copies.
// Requests never pass here.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "store/database.hpp"
#include "store/table_statements.hpp"

namespace orgd {

struct Migration;
struct MigrationStep;

class SchemaConnection {
 public:
  virtual ~SchemaConnection() = default;

  /// Opens a transaction that no other one of these runs beside, of this or another process. False:
  /// one has been running for `patience`.
  virtual bool begin(std::chrono::milliseconds patience) = 0;
  virtual void commit() = 0;
  virtual void roll_back() noexcept = 0;

  virtual Rows query(Statement statement, std::span<Value const> values) = 0;
  Rows query(Statement statement) { return query(statement, {}); }

  virtual bool has_table(std::string_view name) = 0;
  /// True on Citus, where a table must be told how it is spread over nodes.
  virtual bool is_sharded() = 0;

  /// Opens a transaction that sees one state of the store and keeps writers out until it ends.
  /// Readers go on. Throws DatabaseError when the writers do not leave in time.
  virtual void hold_writers() = 0;
  /// Adds the rows that `statements.first` or `.next` gave.
  virtual void insert(TableStatements const& statements, Rows const& rows) = 0;

 private:
  friend std::vector<MigrationStep> migrate_alone(SchemaConnection& connection,
                                                  std::span<Migration const> migrations,
                                                  std::chrono::sys_seconds now);

  /// Any number of statements, which nothing but a migration may be. Throws SchemaBusy when a table
  /// is in use for longer than those who queue behind it can bear.
  virtual void execute_script(std::string_view sql) = 0;
};

}  // namespace orgd
