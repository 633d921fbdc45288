// Error answers: whatever of the API's error body is there.
#pragma once

#include "atlas/response.hpp"
#include "atlas/transport.hpp"

namespace atlas::detail {

/// Reads leniently: a proxy's page of HTML is an error too, with an empty `api`.
Error error_of(HttpResponse answer, int attempts);

}  // namespace atlas::detail
