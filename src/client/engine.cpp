// The life of one call: send, judge, wait, send again; and what becomes of its last answer.
#include "client/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <random>

#include "client/debug_log.hpp"
#include "client/error_body.hpp"

namespace atlas::detail {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

bool is_success(int status) { return status >= 200 && status < 300; }

// What the server says of how long to wait, in seconds. Dates are not worth a parser here.
milliseconds wait_of(std::optional<std::string_view> retry_after) {
  int seconds = 0;
  if (retry_after)
    std::from_chars(retry_after->data(), retry_after->data() + retry_after->size(), seconds);
  return std::chrono::seconds(std::max(seconds, 0));
}

milliseconds with_jitter(milliseconds delay) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> spread(delay.count() / 2, delay.count());
  return milliseconds(spread(random));
}

// False when the stop token ended the wait.
bool wait(milliseconds duration, std::stop_token const& stop) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait_for(lock, stop, duration, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace

// One call while it runs.
struct Engine::Running {
  CallRequest const& call;
  CallOptions const& options;
  HttpRequest request;
  std::optional<Clock::time_point> deadline{};
  AuthAttempt auth{};
  int attempts = 0;

  bool repeatable() const {
    return call.info->retry == Retry::safe || !options.idempotency_key.empty();
  }
  std::optional<milliseconds> left() const {
    if (!deadline) return std::nullopt;
    return std::max(milliseconds(0),
                    std::chrono::duration_cast<milliseconds>(*deadline - Clock::now()));
  }
};

Engine::Engine(Configuration configuration)
    : configuration_(std::move(configuration)),
      transport_(configuration_.transport ? configuration_.transport
                                          : make_http_transport(configuration_.http)) {
  while (configuration_.host.ends_with('/')) configuration_.host.pop_back();
  authenticator_ = make_authenticator(configuration_, transport_);
}

HttpRequest Engine::make_request(CallRequest const& call, CallOptions const& options) const {
  HttpRequest request{.method = std::string(name_of(call.info->method)),
                      .url = configuration_.host + call.target};
  std::string const media_type = media_type_of(call.info->version);
  request.headers.set("User-Agent", "atlas-cpp/" ATLAS_VERSION);
  request.headers.set("Accept",
                      options.accept.empty() ? media_type + ", application/json" : options.accept);
  if (call.has_body)
    request.headers.set("Content-Type",
                        options.content_type.empty() ? media_type : options.content_type);
  if (!options.idempotency_key.empty())
    request.headers.set("Idempotency-Key", options.idempotency_key);
  for (auto const* more : {&configuration_.headers, &options.headers})
    for (auto const& [name, value] : more->fields()) request.headers.set(name, value);
  request.body = call.body;
  request.connect_timeout = options.connect_timeout;
  request.read_timeout = options.read_timeout;
  request.stop = options.stop;
  request.sink = options.sink;
  return request;
}

std::expected<HttpResponse, TransportError> Engine::attempt(Running& running) {
  running.request.timeout = running.left();
  ++running.attempts;
  log_request(configuration_.debug_log, running.request);
  auto const begin = Clock::now();
  auto answer = transport_->send(running.request);
  auto const duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  log_answer(configuration_.debug_log, answer);
  if (configuration_.on_attempt)
    configuration_.on_attempt({.operation = running.call.info->id,
                               .method = running.request.method,
                               .route = running.call.info->path,
                               .number = running.attempts,
                               .status = answer ? answer->status : 0,
                               .failure = answer ? Failure::status : answer.error().failure,
                               .duration = duration});
  return answer;
}

// False when this call has had its share, or no time is left.
bool Engine::pause_before_retry(Running& running, std::optional<std::string_view> retry_after) {
  RetryPolicy const& policy = configuration_.retry;
  if (running.attempts >= policy.max_attempts || retries_in_a_row_ >= policy.budget) return false;
  auto delay = policy.first_delay;
  for (int i = 1; i < running.attempts && delay < policy.max_delay; ++i) delay *= 2;
  delay = std::max(with_jitter(std::min(delay, policy.max_delay)), wait_of(retry_after));
  if (auto const left = running.left(); left && *left <= delay) return false;
  ++retries_in_a_row_;
  return wait(delay, running.options.stop);
}

std::expected<RawAnswer, Error> Engine::send(CallRequest const& call, CallOptions const& options) {
  Running running{.call = call, .options = options, .request = make_request(call, options)};
  if (auto const limit = options.timeout ? options.timeout : configuration_.timeout)
    running.deadline = Clock::now() + *limit;
  for (;;) {
    running.request.timeout = running.left();
    if (auto prepared = authenticator_->prepare(running.request, running.auth); !prepared)
      return std::unexpected(std::move(prepared.error()));
    // Whoever stopped a call before it was sent must not find that it changed something.
    if (options.stop.stop_requested())
      return std::unexpected(Error{.failure = Failure::cancelled,
                                   .detail = "cancelled by the caller",
                                   .attempts = running.attempts});
    auto answer = attempt(running);
    if (!answer) {
      authenticator_->note({}, running.auth);
      auto const& lost = answer.error();
      bool const over = lost.failure == Failure::cancelled || lost.failure == Failure::invalid ||
                        lost.failure == Failure::timeout ||
                        (lost.may_have_arrived && !running.repeatable());
      if (!over && pause_before_retry(running, {})) continue;
      return std::unexpected(
          Error{.failure = options.stop.stop_requested() ? Failure::cancelled : lost.failure,
                .detail = lost.detail,
                .attempts = running.attempts});
    }
    if (authenticator_->note(*answer, running.auth) == Verdict::try_again) {
      running.request.headers.remove("Authorization");
      continue;
    }
    if (is_success(answer->status)) {
      retries_in_a_row_ = 0;
      return RawAnswer{std::move(*answer), running.attempts};
    }
    // A 429 was refused before it could change anything; a 503 may come from a proxy in between.
    bool const again = answer->status == 429 || (answer->status == 503 && running.repeatable());
    if (again && pause_before_retry(running, answer->headers.find("Retry-After"))) continue;
    return std::unexpected(error_of(std::move(*answer), running.attempts));
  }
}

}  // namespace atlas::detail
