// What a fault rule does to an answer.
#pragma once

#include "sandbox/faults.hpp"
#include "service/exchange.hpp"

namespace orgd::sandbox {

/// Puts the effect's status and error code in place of the answer; nothing where it has neither.
void give_status(Exchange& exchange, Effect const& effect);

/// Fields, order of a list, and what the connection does to the answer.
void reshape(Exchange& exchange, Hit const& hit);

}  // namespace orgd::sandbox
