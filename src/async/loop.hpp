// Where suspended coroutines go on: one thread's queue of actions, the sockets it watches and its
// timers. Two exist: the server's event loop and BlockingLoop.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace orgd {

/// Waits on one file descriptor, which must stay open as long as this object lives. Used from its
/// loop's thread. Nothing is called after the object is gone.
class Watch {
 public:
  virtual ~Watch() = default;
  /// Calls `action` once, as soon as there is something to read.
  virtual void when_readable(std::function<void()> action) = 0;
  /// Calls `action` once, as soon as something can be written.
  virtual void when_writable(std::function<void()> action) = 0;
};

class Loop {
 public:
  virtual ~Loop() = default;
  /// Runs `action` on this loop soon. Callable from every thread.
  virtual void post(std::function<void()> action) = 0;
  /// Runs `action` on this loop once the work that is ready now has run. From the loop's thread.
  virtual void at_turn_end(std::function<void()> action) = 0;
  /// Runs `action` after the delay, unless the loop ends before. From the loop's thread.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> action) = 0;
  /// From the loop's thread.
  virtual std::unique_ptr<Watch> watch(int descriptor) = 0;
};

}  // namespace orgd
