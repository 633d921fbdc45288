// One connection on which exactly the given bytes are sent: for requests that no client library
// would send, and for what only shows on the wire (pipelining, closing).
#pragma once

#include <string>

#include "door.hpp"

namespace conformance {

/// Connects to `base_url` ("http://127.0.0.1:8080"), sends, and reads up to `answers` answers. An
/// interim answer (100) counts. Throws Failure when the server is silent for ten seconds.
RawExchange exchange_bytes(std::string const& base_url, std::string const& bytes, int answers);

}  // namespace conformance
