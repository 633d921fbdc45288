// Work that is long but cannot wait for anything lets others on its loop in between.
#pragma once

#include <coroutine>

#include "async/loop.hpp"

namespace orgd {

/// `co_await NextTurn(loop)`: goes on when what is ready now has had its turn.
class NextTurn {
 public:
  explicit NextTurn(Loop& loop) : loop_(loop) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) const {
    loop_.post([waiter] { waiter.resume(); });
  }
  void await_resume() const noexcept {}

 private:
  Loop& loop_;
};

}  // namespace orgd
