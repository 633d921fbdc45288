// A transport for tests: a function answers instead of a server.
#pragma once

#include <functional>
#include <utility>

#include "atlas/transport.hpp"

/// What tests of programs that use the library need.
namespace atlas::testing {

/// Calls the function for each request, from whichever thread the call runs on.
class FunctionTransport final : public Transport {
 public:
  /// What a request comes to.
  using Answer = std::expected<HttpResponse, TransportError>;
  /// What answers.
  using Function = std::function<Answer(HttpRequest const& request)>;

  /// Keeps the function.
  explicit FunctionTransport(Function function) : function_(std::move(function)) {}

  /// Gives the function's answer, through the sink when there is one.
  Answer send(HttpRequest const& request) override {
    auto answer = function_(request);
    bool const streams = answer && request.sink && answer->status / 100 == 2;
    if (streams && !request.sink(answer->body))
      return std::unexpected(TransportError{Failure::cancelled, "the sink refused the body"});
    if (streams) answer->body.clear();
    return answer;
  }

 private:
  Function function_;
};

}  // namespace atlas::testing
