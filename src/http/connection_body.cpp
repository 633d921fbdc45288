// The bodies of a connection's requests: read when a handler asks for them, dropped when none does,
// and counted while they are held.
#include "http/connection.hpp"

namespace orgd {

namespace {

using Progress = RequestParser::Progress;

// What is left of a body that nobody wants is read so far for the sake of the connection: clients
// that send the body along with a first try find their connection kept.
constexpr std::size_t skipped_body_bytes = 64 * 1024;

}  // namespace

// The handler suspends with this. When run() already waits for the handler's end, what would have
// told it of that end tells it of this instead.
void Connection::read(std::size_t limit, std::coroutine_handle<> waiter) {
  wanted_bytes_ = limit;
  body_waiter_ = waiter;
  if (!running_) return;
  auto& continuation = running_->handle().promise().continuation;
  loop_.post([run = std::exchange(continuation, {})] { run.resume(); });
}

Awaitable<> Connection::receive_body() {
  parser_->limit_body(wanted_bytes_);
  enter(Phase::body, loop_.options().body_timeout);
  bool there = true;
  if (wants_continue()) there = co_await send_continue();
  if (there) there = co_await receive_rest();
  gone_ = !there;
  if (gone_) parser_->refuse(400);  // which nobody will read
  request_.received = now_;
  enter_untimed(Phase::handler);
}

// Whether the connection can be kept although the body has not been read.
bool Connection::may_skip_rest() const {
  if (parser_->progress() == Progress::complete) return true;
  // Whoever waits for 100 may send the body now or the next request, and only he knows which.
  bool const in_doubt = parser_->expects_continue() && !continued_ && !parser_->body_begun();
  return !in_doubt && parser_->rest_within(skipped_body_bytes);
}

Awaitable<bool> Connection::skip_rest() {
  parser_->drop_body(skipped_body_bytes);
  enter(Phase::body, loop_.options().body_timeout);
  parse();  // what a stall has read
  bool const there = co_await receive_rest();
  co_return there && parser_->progress() == Progress::complete;
}

void Connection::charge_body() {
  auto& counts = loop_.counts();
  std::size_t const more = request_.body.capacity() - charged_bytes_;
  if (more == 0) return;
  charged_bytes_ += more;
  auto const taken = counts.body_bytes.fetch_add(more, std::memory_order_relaxed) + more;
  if (taken <= loop_.options().body_memory || parser_->progress() == Progress::refused) return;
  counts.refused_bodies.fetch_add(1, std::memory_order_relaxed);
  parser_->refuse(503);
  release_body();
}

void Connection::release_body() {
  if (charged_bytes_ == 0) return;
  std::string().swap(request_.body);
  loop_.counts().body_bytes.fetch_sub(std::exchange(charged_bytes_, 0), std::memory_order_relaxed);
}

bool Connection::wants_continue() const {
  return parser_->progress() == Progress::need_bytes && parser_->expects_continue() &&
         !continued_ && !parser_->body_begun() && buffer_.pending().empty();
}

Awaitable<bool> Connection::send_continue() {
  continued_ = true;
  output_ = "HTTP/1.1 100 Continue\r\n\r\n";
  bool sent = send_now();
  if (!sent) sent = co_await send_rest();
  enter(Phase::body, loop_.options().body_timeout);
  co_return sent;
}

}  // namespace orgd
