// The life of a connection. A request that arrives in one piece costs one read, one write and no
// timer operation: the timer is moved only when a deadline comes nearer, and looks again otherwise.
// No co_await stands inside && or ||: g++ 12 compiles that to a trap.
#include "http/connection.hpp"

#include <boost/asio/co_spawn.hpp>

#include "http/client_address.hpp"
#include "http/task_completion.hpp"

namespace orgd {

namespace {

using Progress = RequestParser::Progress;

constexpr std::size_t body_read_bytes = 64 * 1024;
constexpr std::size_t header_slack = 1024;  // the request line beside its target
// The bodies of small requests are not worth counting.
constexpr std::size_t uncharged_body_bytes = 4096;

std::size_t buffer_limit(RequestLimits const& limits) {
  return std::max(body_read_bytes, limits.target_bytes + limits.header_bytes + header_slack);
}

bool succeeded(Task<Done>& task, Log* log) {
  try {
    return task.take().has_value();
  } catch (...) {
    if (log) log->survived("a handler");
    return false;
  }
}

}  // namespace

Connection::Connection(EventLoop& loop, Socket socket, atlas::Address const& peer, TlsContext tls,
                       Place place)
    : loop_(loop),
      place_(std::move(place)),
      stream_(std::move(socket), std::move(tls)),
      peer_(peer),
      peer_text_(peer.text()),
      trusted_peer_(is_trusted(peer, loop.options().trusted_proxies)),
      timer_(loop.executor()),
      now_(Clock::now()),
      buffer_(buffer_limit(loop.options().request)) {}

void Connection::start(EventLoop::Connections::iterator at,
                       Awaitable<> (Connection::*coroutine)()) {
  at_ = at;
  asio::co_spawn(loop_.executor(), ((*this).*coroutine)(),
                 [self = shared_from_this()](std::exception_ptr const& error) {
                   self->timer_.cancel();
                   self->stream_.close();
                   self->release_body();
                   self->release_answer();
                   self->place_.give_back();
                   self->loop_.leave(self->at_);
                   Log* const log = self->loop_.options().log;
                   if (error && log) log->survived("the listener", error);
                 });
}

void Connection::finish() {
  // A request that has just arrived is still served: cancelling undoes no completed read.
  bool const waits = phase_ == Phase::idle || phase_ == Phase::handshake || phase_ == Phase::stall;
  if (waits) stream_.cancel();
}

bool Connection::make_room() {
  bool const waits = phase_ == Phase::idle || phase_ == Phase::handshake || phase_ == Phase::header;
  if (!waits) return false;
  enter_untimed(Phase::end);
  place_.give_back();
  stream_.close();
  return true;
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
    while (lacks(Until::header)) {
      if (phase_ == Phase::idle && loop_.stopping()) co_return;
      auto const [error, size] = co_await stream_.read_some(buffer_.space());
      if (!take(error, size)) co_return;
    }
    if (parser_->progress() != Progress::refused) {
      Task<Done> task = start_handler();
      // Most reads are answered already.
      if (!task.done()) co_await end_of_handler(task);
      judge(task);
    }
    if (gone_) co_return;
    bool const served = parser_->progress() != Progress::refused;
    if (served)
      charge_answer();
    else
      render_refusal();
    release_body();
    if (response_.fault) {
      bool const goes_on = co_await suffer();
      if (!goes_on) co_return;
    }
    bool keep = served && may_keep();
    format_answer(keep, response_.body.size());
    bool sent = send_now();
    if (!sent) sent = co_await send_rest();
    if (!sent) co_return;
    release_memory();
    bool const skips = keep && parser_->progress() == Progress::need_bytes;
    if (skips) keep = co_await skip_rest();
    if (!keep) break;
    loop_.move_to_end(at_);
    enter(Phase::idle, loop_.options().idle_timeout);
  }
  co_await close_gently();
}

// Whether there is neither what is wanted nor a reason to refuse it.
bool Connection::lacks(Until until) const {
  bool const there = until == Until::header && parser_->header_done();
  return !there && parser_->progress() == Progress::need_bytes;
}

// What a read has brought; false when nothing more will come.
bool Connection::take(ErrorCode const& error, std::size_t size) {
  now_ = Clock::now();
  if (!error) {
    buffer_.commit(size);
    parse();
  }
  if ((error || expired_) && parser_->progress() == Progress::need_bytes) {
    if (!expired_ || phase_ == Phase::idle) return false;
    parser_->refuse(408);
  }
  return true;
}

// The rest of a request; false when it will not come.
Awaitable<bool> Connection::receive_rest() {
  while (lacks(Until::whole)) {
    auto const [error, size] = co_await stream_.read_some(buffer_.space());
    if (!take(error, size)) co_return false;
  }
  co_return true;
}

Task<Done> Connection::start_handler() {
  enter_untimed(Phase::handler);
  identify_client();
  response_.clear();
  if (parser_->progress() == Progress::need_bytes) request_.incoming = this;
  Task<Done> task = loop_.handler()(request_, response_);
  task.handle().resume();
  return task;
}

Awaitable<> Connection::end_of_handler(Task<Done>& task) {
  while (!task.done()) {
    if (body_waiter_) {
      co_await receive_body();
      std::exchange(body_waiter_, {}).resume();
      continue;
    }
    running_ = &task;
    co_await completion(task);
    running_ = nullptr;
    now_ = Clock::now();
  }
}

void Connection::judge(Task<Done>& task) {
  if (succeeded(task, loop_.options().log)) return;
  response_.clear();
  response_.status = 500;
}

void Connection::begin_request() {
  request_.clear();
  continued_ = false;
  wanted_bytes_ = 0;
  parser_.emplace(request_, loop_.options().request);
  if (!buffer_.pending().empty()) parse();
}

void Connection::parse() {
  buffer_.consume(parser_->feed(buffer_.pending()));
  if (request_.body.capacity() > uncharged_body_bytes) charge_body();
  if (parser_->progress() != Progress::need_bytes || parser_->header_done()) return;
  if (parser_->started() && phase_ != Phase::header)
    enter(Phase::header, loop_.options().header_timeout);
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
