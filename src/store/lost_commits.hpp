// What became of a write whose COMMIT was not plainly answered.
#pragma once

#include "store/database.hpp"

namespace orgd::store {

/// What is to be seen of the write that left this evidence. Waits until the organizations that it
/// had locked are decided. To be believed once the transaction that asks is committed itself: only
/// then no other server can still decide differently.
Task<Trace> find_trace(Transaction& tx, Evidence const& evidence);

}  // namespace orgd::store
