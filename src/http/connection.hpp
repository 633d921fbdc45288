// One client's connection, from accept to close: reads requests, runs the handler, writes answers,
// keeps the time limits. What a request means is the handler's; when to accept is the loop's.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/asio.hpp"
#include "http/byte_stream.hpp"
#include "http/event_loop.hpp"
#include "http/read_buffer.hpp"
#include "http/request_parser.hpp"

namespace orgd {

/// Lives in its coroutine and its timer's handler; the loop knows it until the coroutine ends.
class Connection final : public std::enable_shared_from_this<Connection>, private IncomingBody {
 public:
  Connection(EventLoop& loop, Socket socket, atlas::Address const& peer, TlsContext tls,
             Place place);

  /// Serves requests until either side is done. The loop knows it by `at`.
  void serve(EventLoop::Connections::iterator at) { start(at, &Connection::run); }
  /// Answers 503 without reading anything.
  void turn_away(EventLoop::Connections::iterator at) { start(at, &Connection::run_turn_away); }
  /// Closes now if it waits for a whole header, and gives its place back; else false.
  bool make_room();
  /// Closes now when no request is under way, else after its answer, for which no stall waits.
  void finish();
  /// Closes now. A handler under way still runs to its end.
  void abort();

 private:
  enum class Phase { handshake, idle, header, body, handler, stall, write, end };

  void start(EventLoop::Connections::iterator at, Awaitable<> (Connection::*coroutine)());
  Awaitable<> run();
  Awaitable<> run_turn_away();
  enum class Until : bool { header, whole };
  bool lacks(Until until) const;
  bool take(ErrorCode const& error, std::size_t size);
  Awaitable<bool> receive_rest();
  Task<Done> start_handler();
  Awaitable<> end_of_handler(Task<Done>& task);
  void judge(Task<Done>& task);
  Awaitable<> receive_body();
  Awaitable<bool> skip_rest();
  Awaitable<bool> send_continue();
  bool send_now();
  Awaitable<bool> send_rest();
  enum class Goodbye : bool { said, cut };
  Awaitable<> close_gently(Goodbye goodbye = Goodbye::said);
  Awaitable<bool> suffer();
  Awaitable<> stall(std::chrono::milliseconds time);

  void read(std::size_t limit, std::coroutine_handle<> waiter) override;
  int refusal() const override { return parser_->refusal(); }

  void begin_request();
  void parse();
  bool wants_continue() const;
  bool may_keep() const;
  bool may_skip_rest() const;
  void charge_body();
  void release_body();
  void identify_client();
  void render_refusal();
  void render_overload();
  void charge_answer();
  void release_answer();
  void format_answer(bool keep, std::size_t length);
  void release_memory();

  void enter(Phase phase, std::chrono::milliseconds timeout);
  void enter_untimed(Phase phase);
  void arm();
  void on_timer();

  EventLoop& loop_;
  EventLoop::Connections::iterator at_;
  Place place_;
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
  bool gone_ = false;       // the client left before its request was whole

  Task<Done>* running_ = nullptr;  // the handler that run() waits for
  std::coroutine_handle<> body_waiter_;
  std::size_t wanted_bytes_ = 0;   // of the body, by the waiter
  std::size_t charged_bytes_ = 0;  // to the budget of all bodies

  ReadBuffer buffer_;
  std::optional<RequestParser> parser_;
  Request request_;
  Response response_;
  std::string output_;
  std::size_t charged_answer_ = 0;  // bytes, to the budget of all answers
  bool shares_answer_ = false;      // and to the client's share of it
  std::size_t sent_ = 0;            // bytes of output_
  bool body_follows_ = false;       // the response's, which is not part of output_
};

}  // namespace orgd
