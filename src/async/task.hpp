// Task<T>: a lazy coroutine that ends with a Result<T>. Awaiting a Task or a Result inside a Task
// yields the value; an error ends the awaiting coroutine with that error, so handlers and store
// queries read like plain functions. `as_result(task)` awaits without passing the error on.
// An error does not unwind as an exception does: what it ends stays suspended, its locals alive,
// until the task that was begun from outside is dropped. So a guard that must let go before
// somebody sees the error belongs into a frame that awaits as_result(), and a catch around an await
// sees exceptions only. Nothing here knows sockets, threads or SQL: whoever suspends a coroutine
// resumes it through Loop.
#pragma once

#include <cassert>
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

#include "async/frame_pool.hpp"
#include "atlas/error.hpp"

namespace orgd {

using atlas::ApiError;
using atlas::Code;
using atlas::Done;
using atlas::fail;
using atlas::Result;

namespace detail {

// What every promise shares: who goes on afterwards, and how an error reaches it.
struct PromiseBase {
  std::coroutine_handle<> continuation{};  // empty: nobody waits
  PromiseBase* propagate_to = nullptr;     // the awaiting Task, when errors end it too
  std::exception_ptr exception;
  bool failed = false;  // its result is an error

  static void* operator new(std::size_t size) { return FramePool::take(size); }
  static void operator delete(void* frame, std::size_t size) { FramePool::give_back(frame, size); }

  virtual void set_error(ApiError error) = 0;
  virtual ApiError& error() = 0;

  // The coroutine to resume once this one has its result. An error climbs through every awaiting
  // Task that did not ask for a Result; those frames stay suspended until their owner drops them.
  std::coroutine_handle<> finish() {
    PromiseBase* at = this;
    while (at->failed && at->propagate_to && !at->exception) {
      at->propagate_to->set_error(std::move(at->error()));
      at = at->propagate_to;
    }
    return at->continuation ? at->continuation : std::noop_coroutine();
  }

 protected:
  ~PromiseBase() = default;
};

struct FinalAwaiter {
  bool await_ready() noexcept { return false; }
  template <class P>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<P> handle) noexcept {
    return handle.promise().finish();
  }
  void await_resume() noexcept {}
};

}  // namespace detail

template <class T>
class [[nodiscard]] Task {
 public:
  struct promise_type;
  using Handle = std::coroutine_handle<promise_type>;

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  Handle handle() const { return handle_; }

  /// The outcome, once the coroutine has ended; throws what it threw.
  Result<T> take() {
    assert(done());
    if (handle_.promise().exception) std::rethrow_exception(handle_.promise().exception);
    return std::move(*handle_.promise().result);
  }
  bool done() const { return handle_.done() || handle_.promise().result.has_value(); }

 private:
  explicit Task(Handle handle) : handle_(handle) {}
  Handle handle_;
};

namespace detail {

template <class T>
struct ResultOfTask {
  Task<T> task;
};

template <class T>
struct TaskAwaiter {
  Task<T> task;
  bool await_ready() noexcept { return false; }
  template <class P>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<P> parent) noexcept {
    auto& promise = task.handle().promise();
    assert(!promise.continuation && "a task is awaited once");
    promise.continuation = parent;
    promise.propagate_to = &parent.promise();
    return task.handle();
  }
  T await_resume() { return std::move(*task.take()); }
};

template <class T>
struct TaskResultAwaiter {
  Task<T> task;
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> parent) noexcept {
    task.handle().promise().continuation = parent;
    return task.handle();
  }
  Result<T> await_resume() { return task.take(); }
};

// Waits for a task that has been started elsewhere.
template <class T>
struct EndAwaiter {
  Task<T>& task;
  bool await_ready() noexcept { return task.done(); }
  void await_suspend(std::coroutine_handle<> waiter) noexcept {
    assert(!task.handle().promise().continuation && "somebody waits for it already");
    task.handle().promise().continuation = waiter;
  }
  void await_resume() noexcept {}
};

template <class T>
struct ResultAwaiter {
  Result<T> result;
  bool await_ready() noexcept { return result.has_value(); }
  template <class P>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<P> parent) noexcept {
    parent.promise().set_error(std::move(result.error()));
    return parent.promise().finish();
  }
  T await_resume() { return std::move(*result); }
};

// Of an awaiter that has a name: g++ 12 would await a copy of it.
template <class A>
struct NamedAwaiter {
  A& named;
  bool await_ready() { return named.await_ready(); }
  template <class P>
  decltype(auto) await_suspend(std::coroutine_handle<P> waiter) {
    return named.await_suspend(waiter);
  }
  decltype(auto) await_resume() { return named.await_resume(); }
};

}  // namespace detail

template <class T>
struct Task<T>::promise_type final : detail::PromiseBase {
  std::optional<Result<T>> result;

  Task get_return_object() { return Task(Handle::from_promise(*this)); }
  std::suspend_always initial_suspend() noexcept { return {}; }
  detail::FinalAwaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() { exception = std::current_exception(); }
  void return_value(Result<T> value) {
    failed = !value;
    result.emplace(std::move(value));
  }

  void set_error(ApiError error) override {
    failed = true;
    result.emplace(std::unexpected(std::move(error)));
  }
  ApiError& error() override { return result->error(); }

  template <class U>
  detail::TaskAwaiter<U> await_transform(Task<U> task) {
    return {std::move(task)};
  }
  template <class U>
  detail::TaskResultAwaiter<U> await_transform(detail::ResultOfTask<U> wrapped) {
    return {std::move(wrapped.task)};
  }
  template <class U>
  detail::ResultAwaiter<U> await_transform(Result<U> value) {
    return {std::move(value)};
  }
  template <class A>
    requires requires(A awaiter) { awaiter.await_ready(); }
  A&& await_transform(A&& awaiter) {
    return std::forward<A>(awaiter);
  }
  template <class A>
    requires requires(A& awaiter) { awaiter.await_ready(); }
  detail::NamedAwaiter<A> await_transform(A& awaiter) {
    return {awaiter};
  }
};

/// `co_await as_result(task)`: the Result itself, an error included.
template <class T>
detail::ResultOfTask<T> as_result(Task<T> task) {
  return {std::move(task)};
}

/// `co_await end_of(task)`: until a task that was started by hand has its result.
template <class T>
detail::EndAwaiter<T> end_of(Task<T>& task) {
  return {task};
}

/// Both values; both tasks are started before either is waited for, so that what they ask of a
/// networked database travels together. An error or exception is passed on once both have ended.
template <class A, class B>
Task<std::pair<A, B>> both(Task<A> first, Task<B> second) {
  first.handle().resume();
  second.handle().resume();
  co_await end_of(first);
  co_await end_of(second);
  auto first_value = co_await first.take();
  auto second_value = co_await second.take();
  co_return std::pair(std::move(first_value), std::move(second_value));
}

}  // namespace orgd
