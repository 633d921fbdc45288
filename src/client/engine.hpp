// One call from its parts: URL, fields, credentials, retries. Knows operations by their table row
// and nothing of their types.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "atlas/configuration.hpp"
#include "atlas/operation.hpp"
#include "client/credentials.hpp"
#include "client/workers.hpp"

namespace atlas::detail {

/// A call without types.
struct CallRequest {
  OperationInfo const* info;
  std::string target;  ///< path and query
  std::string body{};
  bool has_body = false;
};

/// The answer of the last attempt.
struct RawAnswer {
  HttpResponse http{};
  int attempts = 1;
};

class Engine {
 public:
  explicit Engine(Configuration configuration);

  /// Sends, retries, and waits. An answer that is no success is an Error.
  std::expected<RawAnswer, Error> send(CallRequest const& call, CallOptions const& options);

  Workers& workers() { return workers_; }

 private:
  struct Running;
  HttpRequest make_request(CallRequest const& call, CallOptions const& options) const;
  std::expected<HttpResponse, TransportError> attempt(Running& running);
  bool pause_before_retry(Running& running, std::optional<std::string_view> retry_after);

  Configuration configuration_;
  std::shared_ptr<Transport> transport_;
  std::unique_ptr<Authenticator> authenticator_;
  std::atomic<int> retries_in_a_row_ = 0;
  Workers workers_;
};

}  // namespace atlas::detail
