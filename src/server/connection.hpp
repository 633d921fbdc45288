// One client's connection, from accept to close: reads requests, runs the handler, writes answers,
// keeps the time limits. What a request means is the handler's; when to accept is the loop's.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "server/asio.hpp"
#include "server/byte_stream.hpp"
#include "server/read_buffer.hpp"
#include "server/request_parser.hpp"

namespace orgd {

class EventLoop;

/// Lives in its coroutine and its timer's handler; the loop knows it until the coroutine ends.
class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(EventLoop& loop, Socket socket, atlas::Address const& peer, TlsContext tls);

  /// Serves requests until either side is done.
  void serve();
  /// Answers 503 without reading anything.
  void turn_away();
  /// Closes now when no request is under way, else after its answer.
  void finish();
  /// Closes now. A handler under way still runs to its end.
  void abort();

 private:
  enum class Phase { handshake, idle, header, body, handler, write, end };

  void start(Awaitable<> (Connection::*coroutine)());
  Awaitable<> run();
  Awaitable<> run_turn_away();
  Awaitable<bool> receive();
  Awaitable<> handle();
  Awaitable<bool> send_continue();
  bool send_now();
  Awaitable<bool> send_rest();
  Awaitable<> close_gently();

  void begin_request();
  void parse();
  bool wants_continue() const;
  void identify_client();
  void render_refusal();
  void format_answer(bool keep);
  void release_memory();

  void enter(Phase phase, std::chrono::milliseconds timeout);
  void enter_untimed(Phase phase);
  void arm();
  void on_timer();

  EventLoop& loop_;
  ByteStream stream_;
  atlas::Address peer_;
  std::string peer_text_;
  bool trusted_peer_;

  Timer timer_;
  Clock::time_point armed_ = Clock::time_point::max();     // when the timer fires
  Clock::time_point deadline_ = Clock::time_point::max();  // when the phase is over
  Clock::time_point now_;                                  // of the last thing that happened
  Phase phase_ = Phase::idle;
  bool expired_ = false;    // the phase's deadline has passed
  bool continued_ = false;  // 100 Continue was sent for this request

  ReadBuffer buffer_;
  std::optional<RequestParser> parser_;
  Request request_;
  Response response_;
  std::string output_;
  std::size_t sent_ = 0;  // bytes of output_
};

}  // namespace orgd
