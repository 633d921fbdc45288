// The methods of the client library by their rows of the table, ready to be called with a request
// taken apart.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/uri.hpp"
#include "atlas/configuration.hpp"
#include "atlas/operation.hpp"
#include "door.hpp"

namespace conformance {

/// A request's parts, decoded but without types.
struct CallParts {
  std::vector<std::string> path{};  ///< values of the template's places
  std::vector<atlas::NamedText> query{};
  std::string body{};
  atlas::CallOptions options{};
};

struct SdkCall {
  atlas::OperationInfo const* info;
  /// Throws Skip when typed arguments cannot hold the parts, and Failure when the call ended
  /// without an answer or its typed answer lacks something.
  std::function<Answer(atlas::Configuration const&, CallParts const&)> run;
};

/// One for each row, in the table's order.
std::vector<SdkCall> const& sdk_calls();

}  // namespace conformance
