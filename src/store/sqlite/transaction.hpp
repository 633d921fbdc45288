// The Transaction that a Work sees over a SQLite connection whose transaction is already open.
// It neither begins nor ends anything: the reader keeps snapshots, the writer commits batches.
#pragma once

#include "store/database.hpp"
#include "store/sqlite/connection.hpp"

namespace orgd {

/// What the reader and the writer want to know of the transaction.
class TransactionWatch {
 public:
  /// Its first statement is about to run.
  virtual void begin() {}
  /// It locks the organization, so it may change what is written under that lock.
  virtual void changes(std::string_view /*org_id*/) {}

 protected:
  ~TransactionWatch() = default;
};

/// Runs `work` to its end on the calling thread. Throws what it throws, and DatabaseError when a
/// statement failed even if the work swallowed that.
Result<Done> run_inline(SqliteConnection& connection, Work const& work, TransactionWatch& watch);

}  // namespace orgd
