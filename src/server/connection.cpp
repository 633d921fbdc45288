// The life of a connection. A request that arrives in one piece costs one read, one write and no
// timer operation: the timer is moved only when a deadline comes nearer, and looks again otherwise.
// No co_await stands inside && or ||: g++ 12 compiles that to a trap.
#include "server/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <cstdio>

#include "server/client_address.hpp"
#include "server/event_loop.hpp"
#include "server/task_completion.hpp"

namespace orgd {

namespace {

using Progress = RequestParser::Progress;

constexpr std::size_t body_read_bytes = 64 * 1024;
constexpr std::size_t header_slack = 1024;  // the request line beside its target
constexpr std::size_t kept_text_bytes = 16 * 1024;
// How long and how much an answered client may go on sending before we stop listening. Closing
// earlier would reset the connection, and the reset can overtake the answer.
constexpr std::chrono::seconds goodbye_time(5);
constexpr std::size_t goodbye_bytes = 16 * 1024 * 1024;

std::size_t buffer_limit(RequestLimits const& limits) {
  return std::max(body_read_bytes, limits.target_bytes + limits.header_bytes + header_slack);
}

template <class T>
void shrink(T& text) {
  if (text.capacity() > kept_text_bytes) text = T();
}

bool succeeded(Task<Done>& task) {
  try {
    return task.take().has_value();
  } catch (std::exception const& error) {
    std::fprintf(stderr, "orgd: a handler threw: %s\n", error.what());
    return false;
  }
}

}  // namespace

Connection::Connection(EventLoop& loop, Socket socket, atlas::Address const& peer, TlsContext tls)
    : loop_(loop),
      stream_(std::move(socket), std::move(tls)),
      peer_(peer),
      peer_text_(peer.text()),
      trusted_peer_(is_trusted(peer, loop.options().trusted_proxies)),
      timer_(loop.executor()),
      now_(Clock::now()),
      buffer_(buffer_limit(loop.options().request)) {}

void Connection::start(Awaitable<> (Connection::*coroutine)()) {
  asio::co_spawn(loop_.executor(), ((*this).*coroutine)(),
                 [self = shared_from_this()](std::exception_ptr const& error) {
                   self->timer_.cancel();
                   self->stream_.close();
                   self->loop_.leave(*self);
                   if (error) std::fputs("orgd: a connection failed unexpectedly\n", stderr);
                 });
}

void Connection::serve() { start(&Connection::run); }
void Connection::turn_away() { start(&Connection::run_turn_away); }

void Connection::finish() {
  // A request that has just arrived is still served: cancelling undoes no completed read.
  if (phase_ == Phase::idle || phase_ == Phase::handshake) stream_.cancel();
}

void Connection::abort() { stream_.close(); }

Awaitable<> Connection::run() {
  enter(Phase::handshake, loop_.options().header_timeout);
  if (stream_.secure()) {
    auto const [error] = co_await stream_.handshake();
    if (error) co_return;
  }
  enter(Phase::idle, loop_.options().header_timeout);
  for (;;) {
    begin_request();
    if (!co_await receive()) co_return;
    bool const served = parser_->progress() == Progress::complete;
    if (served)
      co_await handle();
    else
      render_refusal();
    bool const keep = served && parser_->keep_alive() && !loop_.stopping();
    format_answer(keep);
    bool sent = send_now();
    if (!sent) sent = co_await send_rest();
    if (!sent) co_return;
    if (!keep) break;
    release_memory();
    enter(Phase::idle, loop_.options().idle_timeout);
  }
  co_await close_gently();
}

// Reads until there is a whole request or a reason to refuse it; false when there will be neither.
Awaitable<bool> Connection::receive() {
  while (parser_->progress() == Progress::need_bytes) {
    if (phase_ == Phase::idle && loop_.stopping()) co_return false;
    if (wants_continue()) {
      bool const sent = co_await send_continue();
      if (!sent) co_return false;
    }
    auto const [error, size] = co_await stream_.read_some(buffer_.space());
    now_ = Clock::now();
    if (!error) {
      buffer_.commit(size);
      parse();
    }
    if ((error || expired_) && parser_->progress() == Progress::need_bytes) {
      if (!expired_ || phase_ == Phase::idle) co_return false;
      parser_->refuse(408);
    }
  }
  co_return true;
}

Awaitable<> Connection::handle() {
  enter_untimed(Phase::handler);
  identify_client();
  response_.clear();
  Task<Done> task = loop_.handler()(request_, response_);
  task.handle().resume();
  if (!task.done()) {
    co_await completion(task);
    now_ = Clock::now();
  }
  if (!succeeded(task)) {
    response_.clear();
    response_.status = 500;
  }
}

Awaitable<> Connection::run_turn_away() {
  response_.status = 503;
  response_.add_field("Retry-After", "1");
  format_answer(false);
  bool sent = send_now();
  if (!sent) sent = co_await send_rest();
  if (sent) co_await close_gently();
}

void Connection::begin_request() {
  request_.clear();
  continued_ = false;
  parser_.emplace(request_, loop_.options().request);
  if (!buffer_.pending().empty()) parse();
}

void Connection::parse() {
  buffer_.consume(parser_->feed(buffer_.pending()));
  if (parser_->progress() != Progress::need_bytes) return;
  if (parser_->header_done()) {
    if (phase_ != Phase::body) enter(Phase::body, loop_.options().body_timeout);
  } else if (parser_->started() && phase_ != Phase::header) {
    enter(Phase::header, loop_.options().header_timeout);
  }
}

bool Connection::wants_continue() const {
  return parser_->header_done() && parser_->expects_continue() && !continued_ &&
         request_.body.empty() && buffer_.pending().empty();
}

Awaitable<bool> Connection::send_continue() {
  continued_ = true;
  output_ = "HTTP/1.1 100 Continue\r\n\r\n";
  bool sent = send_now();
  if (!sent) sent = co_await send_rest();
  enter(Phase::body, loop_.options().body_timeout);
  co_return sent;
}

void Connection::identify_client() {
  request_.secure = stream_.secure();
  request_.remote_address = peer_text_;
  request_.received = now_;
  if (!trusted_peer_) return;
  auto const& trusted = loop_.options().trusted_proxies;
  request_.secure = forwarded_secure(parser_->forwarding(), request_.secure);
  auto const address = client_address(peer_, parser_->forwarding(), trusted);
  request_.remote_address = address ? address->text() : unknown_address;
}

void Connection::render_refusal() {
  auto const& options = loop_.options();
  loop_.counts().refused_requests.fetch_add(1, std::memory_order_relaxed);
  response_.clear();
  if (parser_->refusal() == 413 && options.render_error) {
    auto const limit = static_cast<std::int64_t>(options.request.body_bytes);
    response_ = options.render_error(atlas::make_error(Code::request_entity_too_large, {limit}));
  }
  response_.status = parser_->refusal();
}

void Connection::format_answer(bool keep) {
  auto persistence = keep ? Persistence::implied : Persistence::close;
  if (keep && parser_->http_1_0()) persistence = Persistence::keep_alive;
  output_.clear();
  append_response(output_, response_, loop_.date(now_), persistence, request_.method != "HEAD");
}

// Most answers fit into the socket's buffer, and then no coroutine has to suspend.
bool Connection::send_now() {
  sent_ = stream_.write_now(output_);
  return sent_ == output_.size();
}

Awaitable<bool> Connection::send_rest() {
  while (sent_ < output_.size()) {
    enter(Phase::write, loop_.options().write_timeout);
    auto const [error, size] = co_await stream_.write_some(std::string_view(output_).substr(sent_));
    now_ = Clock::now();
    if (error) co_return false;
    sent_ += size;
  }
  co_return true;
}

Awaitable<> Connection::close_gently() {
  enter(Phase::end, goodbye_time);
  co_await stream_.end();
  for (std::size_t dropped = 0; !expired_ && dropped < goodbye_bytes;) {
    auto const [error, size] = co_await stream_.discard_some(buffer_.scratch());
    if (error) break;
    dropped += size;
  }
}

void Connection::release_memory() {
  buffer_.shrink();
  shrink(output_);
  shrink(response_.body);
  if (request_.body.capacity() > kept_text_bytes) request_ = Request();
}

void Connection::enter(Phase phase, std::chrono::milliseconds timeout) {
  phase_ = phase;
  expired_ = false;
  deadline_ = now_ + timeout;
  if (deadline_ < armed_) arm();
}

void Connection::enter_untimed(Phase phase) {
  phase_ = phase;
  expired_ = false;
  deadline_ = Clock::time_point::max();
}

void Connection::arm() {
  armed_ = deadline_;
  timer_.expires_at(armed_);
  timer_.async_wait([self = shared_from_this()](ErrorCode const& error) {
    if (!error) self->on_timer();
  });
}

void Connection::on_timer() {
  armed_ = Clock::time_point::max();
  if (deadline_ == Clock::time_point::max()) return;
  if (Clock::now() < deadline_) return arm();
  expired_ = true;
  stream_.cancel();
}

}  // namespace orgd
