// People who have signed in, as callers: what their sessions are good for, and how long.
#pragma once

#include "service/caller.hpp"

namespace orgd {

/// How long a session lives, and how long without a request, where no organization asks for less.
inline constexpr std::chrono::hours session_life{12};
inline constexpr std::chrono::minutes session_idle{30};

/// Reads the session, its account and what that is everywhere. Nothing when there is no such
/// session; it may have expired. `place` is that of a TokenProof.
Task<std::shared_ptr<Caller const>> load_caller_by_session(Transaction& tx, std::string_view place);
/// Reads what an unknown session would read.
Task<Done> load_nobody_by_session(Transaction& tx);

/// Whether the store knows the same of a caller by session, but for its last use.
Task<bool> session_stands(Transaction& tx, Caller const& caller);

/// The caller at a moment: without rights where an organization asks for a younger, busier or
/// better proven session. `longest_idle` is what SessionUsage says.
std::shared_ptr<Caller const> as_of(std::shared_ptr<Caller const> caller, store::Seconds now,
                                    std::chrono::seconds longest_idle);

}  // namespace orgd
