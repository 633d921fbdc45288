// The Transaction that a Work sees over a SQLite connection whose transaction is already open.
// It neither begins nor ends anything: the reader keeps snapshots, the writer commits batches.
#pragma once

#include "store/database.hpp"
#include "store/sqlite/connection.hpp"

namespace orgd {

/// Runs `work` to its end on the calling thread. Throws what it throws, and DatabaseError when a
/// statement failed even if the work swallowed that.
Result<Done> run_inline(SqliteConnection& connection, Work const& work);

}  // namespace orgd
