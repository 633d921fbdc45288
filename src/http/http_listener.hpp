// The HTTP/1.1 server: one event loop for each core, each with its own listening socket on the same
// port. Knows requests and answers as bytes; what they mean is the handler's business.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "http/admission.hpp"
#include "http/listener_options.hpp"

namespace orgd {

class EventLoop;

class HttpListener {
 public:
  /// Listens at once; clients wait until run(). Throws std::runtime_error that says what cannot be
  /// listened on, or which certificate cannot be used.
  HttpListener(ListenerOptions options, HandlerFactory factory);
  ~HttpListener();
  HttpListener(HttpListener const&) = delete;
  HttpListener& operator=(HttpListener const&) = delete;

  std::uint16_t port() const { return port_; }
  ConnectionCounts const& counts() const { return admission_.counts; }
  /// Whether it is about to stop, or stops. From every thread.
  bool draining() const { return draining_; }

  /// Serves until stop(). The calling thread runs the first loop. Throws what a factory threw.
  void run();
  /// Accepts nothing more, closes idle connections, lets run() return once the requests under way
  /// are answered or the stop timeout is over. From every thread, but not from a signal handler.
  void stop();
  /// Reads certificate and key again, for connections to come. When they cannot be used, the old
  /// ones stay and the log tells why. From every thread.
  void reload_tls();

 private:
  class Signals;

  void run_loop(EventLoop& loop, std::exception_ptr& failure);
  void tell(LogLevel level, std::string_view text) const;

  ListenerOptions options_;
  HandlerFactory factory_;
  Admission admission_;
  std::atomic<bool> draining_ = false;
  std::uint16_t port_ = 0;
  std::vector<std::unique_ptr<EventLoop>> loops_;
  std::unique_ptr<Signals> signals_;
};

}  // namespace orgd
