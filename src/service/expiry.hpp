// What a server does when secrets and tokens of service accounts come to their end.
#pragma once

#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd {

/// Tells in the audit trails of secrets that expire soon and of those that have expired, each once,
/// and forgets tokens that expired a day ago. Does a page of what there is; whether there is more.
Task<bool> keep_up_with_expiry(Session& session, Environment& environment);

}  // namespace orgd
