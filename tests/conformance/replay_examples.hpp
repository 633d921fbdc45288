// The documented examples of the 15 operations of organizations, as the generated client sends
// them.
#pragma once

#include <span>
#include <string_view>

namespace conformance {

/// One example: what is sent, and what the document says comes back.
struct Example {
  std::string_view operation;  ///< the documented operationId, and which form
  std::string_view method;
  std::string_view path;
  std::string_view query;
  std::string_view body;
  int status;
  std::string_view piece = {};       ///< a part of the answer that shows it is the right one
  std::string_view error_code = {};  ///< of an example whose values break a documented rule
  std::string_view why = {};         ///< that rule
};

/// In the document's order, without the deletion of the organization that all others need.
std::span<Example const> examples();
/// Both forms of that deletion; each wants a server of its own.
std::span<Example const> last_examples();

}  // namespace conformance
