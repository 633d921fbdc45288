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
#include "client/process.hpp"
#include "client/work.hpp"

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
  Engine(Engine const&) = delete;
  Engine& operator=(Engine const&) = delete;
  ~Engine();

  /// Sends, retries, and waits. An answer that is no success is an Error.
  std::expected<RawAnswer, Error> send(CallRequest const& call, CallOptions const& options);

  /// See Client::revoke_token.
  std::expected<void, Error> revoke_token(CallOptions const& options);

  /// All that this process has under way for the client.
  Work& work() { return work_.get(); }

  /// One more handle of the program.
  void hold() { ++held_; }
  /// One less; without any, all that is under way ends.
  void release() {
    if (--held_ == 0) stop();
  }

  /// Names the call in an error.
  Error named(Error error, CallRequest const& call) const;

 private:
  struct Running;
  std::expected<RawAnswer, Error> send_until_done(Running& running);
  HttpRequest make_request(CallRequest const& call, CallOptions const& options) const;
  std::expected<HttpResponse, TransportError> attempt(Running& running);
  bool pause_before_retry(Running& running, std::chrono::milliseconds least);
  std::expected<RawAnswer, Error> judge(Running& running, HttpResponse answer, bool& again);
  void stop();

  Configuration configuration_;
  std::shared_ptr<Transport> transport_;
  std::unique_ptr<Authenticator> authenticator_;
  std::atomic<int> retries_in_a_row_ = 0;
  std::atomic<int> held_ = 0;
  PerProcess<Work> work_;
};

}  // namespace atlas::detail
