// The life of one call: send, judge, wait, send again; and what becomes of its last answer.
#include "client/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "api/uri.hpp"
#include "client/debug_log.hpp"
#include "client/error_body.hpp"
#include "client/request_rules.hpp"
#include "client/retry_after.hpp"
#include "client/stopping.hpp"

namespace atlas::detail {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

bool is_success(int status) { return status >= 200 && status < 300; }

milliseconds with_jitter(milliseconds delay) {
  std::random_device random;
  std::uniform_int_distribution<std::int64_t> spread(delay.count() / 2, delay.count());
  return milliseconds(spread(random));
}

// Users have the address of the API from documents that show it with its path.
std::string base_of(std::string host) {
  constexpr std::string_view path = "/api/atlas/v2";
  auto const cut_slashes = [&] {
    while (host.ends_with('/')) host.pop_back();
  };
  cut_slashes();
  if (host.ends_with(path)) host.resize(host.size() - path.size());
  cut_slashes();
  return host;
}

std::string caller_of(Credentials const& credentials) {
  if (auto const* key = std::get_if<ApiKeyCredentials>(&credentials)) return key->public_key;
  if (auto const* session = std::get_if<SessionCredentials>(&credentials)) return session->username;
  auto const* account = std::get_if<ServiceAccountCredentials>(&credentials);
  return account ? account->client_id : "";
}

// The values that a target has in the places of its template.
std::string object_of(CallRequest const& call) {
  auto const places = segments_of(call.info->path);
  auto const values = segments_of(split_target(call.target).path);
  std::string object;
  for (std::size_t i = 0; i < std::min(places.size(), values.size()); ++i) {
    if (!places[i].starts_with('{')) continue;
    auto const text = values[i].substr(0, values[i].find(':'));
    object += (object.empty() ? "" : " ") + percent_decode(text).value_or(std::string(text));
  }
  return object;
}

Error cancelled(std::stop_token const& by_caller, int attempts) {
  return {.failure = Failure::cancelled,
          .detail = by_caller.stop_requested() ? "cancelled by the caller"
                                               : "the client or the process came to its end",
          .attempts = attempts};
}

}  // namespace

// One call while it runs.
struct Engine::Running {
  CallRequest const& call;
  CallOptions const& options;
  HttpRequest request;
  std::optional<Clock::time_point> deadline{};
  AuthAttempt auth{};
  int requests = 0;
  int attempts = 0;  ///< requests without those that a challenge answered

  bool repeatable() const {
    return call.info->retry == Retry::safe || !options.idempotency_key.empty();
  }
  // A 429 was refused before it could change anything; the others may come from a proxy in between,
  // behind which the change was made.
  bool is_worth_repeating(int status) const {
    return status == 429 || (may_pass(status) && repeatable());
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
                                          : make_http_transport(configuration_.http)),
      work_([log = configuration_.debug_log] { return Work::make(log); }) {
  configuration_.host = base_of(std::move(configuration_.host));
  authenticator_ = make_authenticator(configuration_, transport_);
}

Engine::~Engine() { stop(); }

void Engine::stop() {
  auto* const work = work_.existing();
  if (!work) return;
  work->stop();
  if (!work->runs_here()) work->wait();
}

Error Engine::named(Error error, CallRequest const& call) const {
  error.operation = call.info->id;
  error.object = object_of(call);
  error.caller = caller_of(configuration_.credentials);
  return error;
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
  request.sink = options.sink;
  request.max_body = configuration_.max_body;
  return request;
}

std::expected<HttpResponse, TransportError> Engine::attempt(Running& running) {
  running.request.timeout = running.left();
  ++running.requests;
  log_request(configuration_.debug_log, running.request);
  auto const begin = Clock::now();
  auto answer = transport_->send(running.request);
  auto const duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  log_answer(configuration_.debug_log, answer);
  if (configuration_.on_attempt)
    configuration_.on_attempt({.operation = running.call.info->id,
                               .method = running.request.method,
                               .route = running.call.info->path,
                               .number = running.requests,
                               .status = answer ? answer->status : 0,
                               .failure = answer ? Failure::status : answer.error().failure,
                               .duration = duration});
  return answer;
}

// False when this call has had its share, or no time is left.
bool Engine::pause_before_retry(Running& running, milliseconds least) {
  RetryPolicy const& policy = configuration_.retry;
  if (running.attempts >= policy.max_attempts || retries_in_a_row_ >= policy.budget) return false;
  if (least > policy.max_wait) return false;
  auto delay = policy.first_delay;
  for (int i = 1; i < running.attempts && delay < policy.max_delay; ++i) delay *= 2;
  delay = std::max(with_jitter(std::min(delay, policy.max_delay)), least);
  if (auto const left = running.left(); left && *left <= delay) return false;
  ++retries_in_a_row_;
  return wait_for(delay, running.request.stop);
}

std::expected<RawAnswer, Error> Engine::judge(Running& running, HttpResponse answer, bool& again) {
  if (is_success(answer.status)) {
    retries_in_a_row_ = 0;
    return RawAnswer{std::move(answer), running.attempts};
  }
  auto const asked = retry_after_of(answer.headers, std::chrono::system_clock::now());
  again = running.is_worth_repeating(answer.status) &&
          pause_before_retry(running, asked.value_or(std::chrono::seconds(0)));
  auto error = error_of(std::move(answer), running.attempts);
  error.retry_after = asked;
  return std::unexpected(std::move(error));
}

std::expected<RawAnswer, Error> Engine::send_until_done(Running& running) {
  auto const& by_caller = running.options.stop;
  for (;;) {
    running.request.timeout = running.left();
    if (auto prepared = authenticator_->prepare(running.request, running.auth); !prepared) {
      ++running.attempts;
      if (running.request.stop.stop_requested())
        return std::unexpected(cancelled(by_caller, running.attempts));
      auto& error = prepared.error();
      auto const least = error.retry_after.value_or(std::chrono::seconds(0));
      if (running.auth.may_recover && pause_before_retry(running, least)) continue;
      error.attempts = running.attempts;
      return std::unexpected(std::move(error));
    }
    if (auto fault = fault_of(running.request)) {
      authenticator_->note({}, running.auth);
      return std::unexpected(Error{.failure = Failure::invalid, .detail = std::move(*fault)});
    }
    // Whoever stopped a call before it was sent must not find that it changed something.
    if (running.request.stop.stop_requested())
      return std::unexpected(cancelled(by_caller, running.attempts));
    auto answer = attempt(running);
    if (!answer) {
      ++running.attempts;
      authenticator_->note({}, running.auth);
      auto const& lost = answer.error();
      bool const passes = lost.failure == Failure::connect || lost.failure == Failure::interrupted;
      bool const again =
          passes && !lost.permanent && (!lost.may_have_arrived || running.repeatable());
      if (again && pause_before_retry(running, milliseconds(0))) continue;
      if (running.request.stop.stop_requested())
        return std::unexpected(cancelled(by_caller, running.attempts));
      return std::unexpected(
          Error{.failure = lost.failure, .detail = lost.detail, .attempts = running.attempts});
    }
    if (authenticator_->note(*answer, running.auth) == Verdict::try_again) {
      running.request.headers.remove("Authorization");
      continue;
    }
    ++running.attempts;
    bool again = false;
    auto outcome = judge(running, std::move(*answer), again);
    if (!again) return outcome;
  }
}

std::expected<void, Error> Engine::revoke_token(CallOptions const& options) {
  CallScope const scope(work());
  if (!scope) return std::unexpected(cancelled(options.stop, 0));
  std::optional<EitherStop> either;
  if (options.stop.stop_possible()) either.emplace(work().token(), options.stop);
  HttpRequest request{.method = "POST",
                      .url = configuration_.host,
                      .connect_timeout = options.connect_timeout,
                      .read_timeout = options.read_timeout,
                      .stop = either ? either->token() : work().token(),
                      .max_body = configuration_.max_body};
  request.timeout = options.timeout ? options.timeout : configuration_.timeout;
  return authenticator_->revoke(std::move(request));
}

std::expected<RawAnswer, Error> Engine::send(CallRequest const& call, CallOptions const& options) {
  Work& work = this->work();
  CallScope const scope(work);
  if (!scope) return std::unexpected(named(cancelled(options.stop, 0), call));
  Running running{.call = call, .options = options, .request = make_request(call, options)};
  if (auto const limit = options.timeout ? options.timeout : configuration_.timeout)
    running.deadline = Clock::now() + *limit;
  std::optional<EitherStop> either;
  if (options.stop.stop_possible()) either.emplace(work.token(), options.stop);
  running.request.stop = either ? either->token() : work.token();
  auto outcome = send_until_done(running);
  if (outcome) return outcome;
  return std::unexpected(named(std::move(outcome.error()), call));
}

}  // namespace atlas::detail
