// One thread's event loop: accepts connections on its own socket, runs their coroutines, is the
// Loop its handler's tasks resume on. Other threads only post, finish and change the TLS context.
#pragma once

#include <exception>
#include <list>
#include <memory>
#include <vector>

#include "http/admission.hpp"
#include "http/asio.hpp"
#include "http/http.hpp"
#include "http/listener_options.hpp"
#include "http/response_text.hpp"
#include "http/tls.hpp"

namespace orgd {

class Connection;

class EventLoop final : public Loop {
 public:
  using Connections = std::list<Connection*>;

  /// Listens on `endpoint` at once, so that clients queue until run(). All loops share `admission`.
  EventLoop(ListenerOptions const& options, Tcp::endpoint const& endpoint, Admission& admission,
            TlsContext tls);
  ~EventLoop() override;

  Tcp::endpoint local_endpoint() const { return acceptor_.local_endpoint(); }
  Executor executor() { return context_.get_executor(); }

  /// Hands connections for which nobody here makes room to the next loop. Before run().
  void set_next(EventLoop& next) { next_ = &next; }

  /// Serves on the calling thread until finish() and the end of its connections.
  void run(HandlerFactory const& factory);

  void post(std::function<void()> action) override;
  void at_turn_end(std::function<void()> action) override;
  void after(std::chrono::milliseconds delay, std::function<void()> action) override;
  std::unique_ptr<Watch> watch(int descriptor) override;

  /// From every thread: accept nothing more, end when the requests under way are answered.
  void finish();
  /// From every thread: new connections use this context.
  void use_tls(TlsContext tls);

  // For the loop's connections, on its thread.
  ListenerOptions const& options() const { return options_; }
  Handler const& handler() const { return handler_; }
  bool stopping() const { return stopping_; }
  ConnectionCounts& counts() const { return admission_.counts; }
  ClientShares& answer_shares() const { return admission_.answer_shares; }
  std::string_view date(Clock::time_point now) { return date_.at(now); }
  /// The connection waits for a request from now on: the last one to be closed for another.
  void move_to_end(Connections::iterator at) {
    connections_.splice(connections_.end(), connections_, at);
  }
  void leave(Connections::iterator at);

 private:
  Awaitable<> accept();
  void admit(Socket socket, Tcp::endpoint const& peer, EventLoop const* first = nullptr);
  void serve(Socket socket, Place place, atlas::Address const& client, bool full);
  bool hand_on(Socket& socket, Tcp::endpoint const& peer, EventLoop const* first);
  bool close_longest_idle();
  void count_accept_failure(char const* what);
  void begin_stop();
  void give_up();
  void end_when_empty();
  void end_turn();

  ListenerOptions const& options_;
  asio::io_context context_{1};  // destroyed after all that lives on it
  asio::executor_work_guard<Executor> work_{context_.get_executor()};
  Acceptor acceptor_;
  Timer pause_;  // between attempts to accept
  Timer stop_timer_;
  Admission& admission_;
  EventLoop* next_ = nullptr;
  TlsContext tls_;
  DateField date_;
  bool stopping_ = false;
  Handler handler_;
  Connections connections_;  // those that wait longest for a request first
  std::vector<std::function<void()>> turn_end_;
};

}  // namespace orgd
