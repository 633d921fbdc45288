// What a connection does to an answer that carries a fault. A stall goes on reading, for only so
// does it learn that the client has gone; what it reads are the requests that follow.
#include <algorithm>
#include <utility>

#include "http/connection.hpp"

namespace orgd {

namespace {

constexpr std::chrono::milliseconds longest_stall = std::chrono::hours(24);

}  // namespace

// False when the connection has ended with it; else the answer is sent as any other.
Awaitable<bool> Connection::suffer() {
  auto const fault = std::exchange(response_.fault, {});
  if (fault->stall.count() > 0) co_await stall(fault->stall);
  if (fault->disconnect) co_return false;
  if (!fault->cut_body_at && !fault->content_length) co_return true;
  std::string& body = response_.body;
  auto const length = fault->content_length.value_or(body.size());
  body.resize(std::min(fault->cut_body_at.value_or(body.size()), body.size()));
  // The header tells nothing of what is to come: whoever goes wrong believes that it goes on.
  format_answer(may_keep(), length);
  bool sent = send_now();
  if (!sent) sent = co_await send_rest();
  if (!sent) co_return false;
  release_memory();
  // By a gentle end, or a reset could overtake the bytes that were to arrive.
  auto const goodbye = fault->cut_body_at ? Goodbye::cut : Goodbye::said;
  co_await close_gently(goodbye);
  co_return false;
}

Awaitable<> Connection::stall(std::chrono::milliseconds time) {
  now_ = Clock::now();
  enter(Phase::stall, std::min(time, longest_stall));
  bool ended = false;
  while (!ended && !expired_ && !loop_.stopping()) {
    auto const space = buffer_.space();
    if (space.empty()) {  // as full as it gets: only a reset is noticed from now on
      co_await stream_.failure();
      break;
    }
    auto const [error, size] = co_await stream_.read_some(space);
    if (!error) buffer_.commit(size);
    ended = static_cast<bool>(error);
  }
  now_ = Clock::now();
  enter_untimed(Phase::stall);
}

}  // namespace orgd
