// What an operator does for one person.
#pragma once

#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

/// Takes all second factors and recovery codes from the person with that address and ends its
/// sessions, so that the password alone signs in again. Each organization of the person is told by
/// an event. Throws std::runtime_error with a message for people.
void reset_factors(StoreDirectory const& store, Platform& platform, std::string const& email);

}  // namespace orgd
