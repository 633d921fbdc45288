// What a connection sends: answers, refusals of its own, and the end.
#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "http/connection.hpp"
#include "http/write_patience.hpp"

namespace orgd {

namespace {

constexpr std::size_t kept_text_bytes = 16 * 1024;
// Small answers are not worth counting.
constexpr std::size_t uncharged_answer_bytes = kept_text_bytes;
// A larger body is sent from where it is, so that it is not in memory twice.
constexpr std::size_t copied_body_bytes = 64 * 1024;
// At most so much is written before others on the loop have their turn.
constexpr std::size_t write_bytes = 256 * 1024;
// How long and how much an answered client may go on sending before we stop listening. Closing
// earlier would reset the connection, and the reset can overtake the answer.
constexpr std::chrono::seconds goodbye_time(5);
constexpr std::size_t goodbye_bytes = 16 * 1024 * 1024;

}  // namespace

Awaitable<> Connection::run_turn_away() {
  enter_untimed(Phase::write);
  response_.status = 503;
  response_.add_field("Retry-After", "1");
  format_answer(false, response_.body.size());
  bool sent = send_now();
  if (!sent) sent = co_await send_rest();
  if (sent) co_await close_gently();
}

void Connection::render_refusal() {
  auto const& options = loop_.options();
  loop_.counts().refused_requests.fetch_add(1, std::memory_order_relaxed);
  response_.clear();
  if (parser_->refusal() == 413 && options.render_error) {
    auto const limit = static_cast<std::int64_t>(parser_->body_limit());
    response_ = options.render_error(atlas::make_error(Code::request_entity_too_large, {limit}));
  }
  if (parser_->refusal() == 503) return render_overload();
  response_.status = parser_->refusal();
}

void Connection::render_overload() {
  auto const& options = loop_.options();
  response_.clear();
  if (options.render_error)
    response_ = options.render_error(atlas::make_error(Code::service_unavailable));
  response_.add_field("Retry-After", "1");
  response_.status = 503;
}

// A reader who takes his time holds memory; many of them must not hold all of it, nor one address.
// What has changed something is told at any rate.
void Connection::charge_answer() {
  std::size_t const bytes = response_.body.capacity();
  if (bytes <= uncharged_answer_bytes) return;
  auto& counts = loop_.counts();
  charged_answer_ = bytes;
  auto const taken = counts.answer_bytes.fetch_add(bytes, std::memory_order_relaxed) + bytes;
  shares_answer_ = loop_.answer_shares().enter(peer_, bytes);
  bool const safe = request_.method == "GET" || request_.method == "HEAD";
  // One that is alone is sent whatever its size, or it could never be had.
  bool const alone = taken == bytes;
  bool const fits = shares_answer_ && (alone || taken <= loop_.options().answer_memory);
  if (fits || !safe) return;
  counts.refused_answers.fetch_add(1, std::memory_order_relaxed);
  // The request's own line was written when the handler had done its part.
  if (Log* const log = loop_.options().log)
    log->message(LogLevel::warning,
                 fmt::format("503 in place of an answer of {} bytes to {}: answer_memory", bytes,
                             peer_text_));
  release_answer();
  render_overload();
}

void Connection::release_answer() {
  auto const bytes = std::exchange(charged_answer_, 0);
  if (bytes == 0) return;
  loop_.counts().answer_bytes.fetch_sub(bytes, std::memory_order_relaxed);
  if (std::exchange(shares_answer_, false)) loop_.answer_shares().leave(peer_, bytes);
}

bool Connection::may_keep() const {
  return parser_->keep_alive() && !loop_.stopping() && may_skip_rest();
}

void Connection::format_answer(bool keep, std::size_t length) {
  auto persistence = keep ? Persistence::implied : Persistence::close;
  if (keep && parser_->http_1_0()) persistence = Persistence::keep_alive;
  output_.clear();
  bool const with_body = request_.method != "HEAD";
  body_follows_ = with_body && response_.body.size() > copied_body_bytes;
  append_response(output_, response_, loop_.date(now_), persistence, length,
                  with_body && !body_follows_);
}

// Most answers fit into the socket's buffer, and then no coroutine has to suspend.
bool Connection::send_now() {
  sent_ = stream_.write_now(output_);
  return sent_ == output_.size() && !body_follows_;
}

Awaitable<bool> Connection::send_rest() {
  auto const& options = loop_.options();
  auto const began = now_;
  std::size_t whole = 0;
  for (;;) {
    while (sent_ < output_.size()) {
      auto const spent = std::chrono::floor<std::chrono::milliseconds>(now_ - began);
      auto const patience =
          write_patience(options.write_timeout, options.least_read_rate, spent, whole + sent_);
      enter(Phase::write, patience);
      auto const part = std::string_view(output_).substr(sent_, write_bytes);
      auto const [error, size] = co_await stream_.write_some(part);
      now_ = Clock::now();
      if (expired_) loop_.counts().slow_readers.fetch_add(1, std::memory_order_relaxed);
      if (error || expired_) co_return false;
      sent_ += size;
    }
    if (!body_follows_) co_return true;
    body_follows_ = false;
    whole += sent_;
    sent_ = 0;
    output_.swap(response_.body);
    response_.body.clear();
  }
}

Awaitable<> Connection::close_gently(Goodbye goodbye) {
  if (!place_.linger()) co_return;
  enter(Phase::end, goodbye_time);
  if (goodbye == Goodbye::said)
    co_await stream_.end();
  else
    stream_.cut();
  for (std::size_t dropped = 0; !expired_ && dropped < goodbye_bytes;) {
    auto const [error, size] = co_await stream_.discard_some(buffer_.scratch());
    if (error) break;
    dropped += size;
  }
}

void Connection::release_memory() {
  buffer_.shrink();
  drop_if_larger(output_, kept_text_bytes);
  drop_if_larger(response_.body, kept_text_bytes);
  release_answer();
}

}  // namespace orgd
