// Lets an Asio coroutine wait for a Task. Starts no task and passes no result on.
#pragma once

#include <boost/asio/async_result.hpp>
#include <coroutine>
#include <exception>

#include "async/task.hpp"
#include "http/asio.hpp"

namespace orgd {

namespace detail {

// A coroutine whose only use is its handle: resuming it calls `handler` once.
struct Continuation {
  struct promise_type {
    Continuation get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<> handle;
};

template <class Handler>
Continuation call(Handler handler) {
  std::move(handler)();
  co_return;
}

}  // namespace detail

/// Waits until `task` has its result. The task has been started, is not done, and goes on only on
/// the loop that awaits this; so nothing can end it before the continuation is in place.
inline Awaitable<> completion(Task<Done>& task) {
  auto initiate = [&task](auto handler) {
    task.handle().promise().continuation = detail::call(std::move(handler)).handle;
  };
  return asio::async_initiate<asio::use_awaitable_t<Executor> const, void()>(initiate,
                                                                             use_awaitable);
}

}  // namespace orgd
