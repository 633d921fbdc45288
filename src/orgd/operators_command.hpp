// Who may look at the whole server.
#pragma once

#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

enum class Marking : bool { taken, given };

/// Makes the account with that address an operator's, or takes that away; running servers see it
/// with the next request. Throws std::runtime_error with a message for people.
void mark_operator(StoreDirectory const& store, Platform& platform, std::string const& email,
                   Marking marking);

}  // namespace orgd
