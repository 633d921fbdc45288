// What an answer says of the operation when that is deprecated.
#pragma once

#include "service/exchange.hpp"

namespace orgd {

/// Adds Deprecation, Sunset and Link to a success; nothing where the operation has no successor.
void add_deprecation(Exchange& exchange);

}  // namespace orgd
