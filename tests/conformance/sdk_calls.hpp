// The methods of the client library by their rows of the table, ready to be called with a request
// taken apart.
#pragma once

#include <functional>
#include <vector>

#include "atlas/configuration.hpp"
#include "call_door.hpp"

namespace conformance {

struct SdkCall {
  atlas::OperationInfo const* info;
  /// Throws Skip when typed arguments cannot hold the parts, and Failure when the call ended
  /// without an answer or its typed answer lacks something.
  std::function<Answer(atlas::Configuration const&, CallParts const&)> run;
};

/// One for each row, in the table's order.
std::vector<SdkCall> const& sdk_calls();

}  // namespace conformance
