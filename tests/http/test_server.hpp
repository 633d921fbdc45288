// A listener on a free port, run by a thread of its own, with a handler whose answers the tests
// know.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/http_listener.hpp"
#include "raw_client.hpp"

namespace orgd::test {

/// Paths of its handler: /none 204, /unchanged 304, /big eight MiB, /throws an exception,
/// /elsewhere goes on from another thread, /gate waits for open_gate(), /stranger 401 and
/// /asked-elsewhere without and with the body; all else echoes the request, body included, but for
/// /small, which takes 100 bytes of it.
class TestServer {
 public:
  /// The faults its answers suffer, by path.
  using Faults = std::map<std::string, WireFault, std::less<>>;

  explicit TestServer(ListenerOptions options = {}, Faults faults = {});
  ~TestServer();

  RawClient connect() const { return RawClient(listener_.port()); }
  HttpListener& listener() { return listener_; }

  /// Waits until `count` requests are at the gate.
  void await_gate(std::size_t count);
  /// Lets them through.
  void open_gate();
  ConnectionCounts const& counts() const { return listener_.counts(); }
  /// Waits until a signal has reached the listener.
  void await_draining() const;
  /// Stops and waits for the end.
  void stop();
  /// Waits for the end of a listener that was told to stop.
  void join();

 private:
  struct Elsewhere;
  struct AtGate;
  struct TurnEnd;
  struct Body;

  Task<Done> answer(Loop& loop, Request const& request, Response& response);

  Faults faults_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::function<void()>> at_gate_;
  std::vector<std::jthread> threads_;
  HttpListener listener_;
  std::jthread thread_;
};

/// "GET <target> HTTP/1.1" with a Host and further fields, each ended with CRLF.
std::string get(std::string_view target, std::string_view fields = "");

/// Options with one loop, so that a test knows in which order things happen.
ListenerOptions one_loop();

}  // namespace orgd::test
