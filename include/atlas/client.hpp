// What all API classes share: a configuration, a transport, credentials, and a way to run calls in
// the background.
#pragma once

#include <expected>
#include <functional>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

#include "atlas/configuration.hpp"
#include "atlas/response.hpp"

/// A client of the Organizations resource of the Atlas Administration API.
namespace atlas {

namespace detail {

class Engine;

/// Holds a client's engine and counts who does: programs, or work in the background.
class Handle {
 public:
  explicit Handle(Configuration configuration);  ///< of a new engine
  Handle(Handle const& other);                   ///< of the same engine
  Handle(Handle&& other) noexcept;               ///< instead of the other
  Handle& operator=(Handle other) noexcept;      ///< lets go of what it held
  ~Handle();                                     ///< the last of a program stops the engine
  Engine& engine() const { return *engine_; }    ///< not of a handle that was moved from

 private:
  Handle(std::shared_ptr<Engine> engine, bool captured) noexcept;
  void count() const noexcept;
  std::shared_ptr<Engine> engine_;
  bool captured_;
};

/// While it lives, handles that this thread makes belong to work in the background.
class Capture {
 public:
  Capture();                                ///< from now on
  ~Capture();                               ///< until now
  Capture(Capture const&) = delete;         ///< one scope
  void operator=(Capture const&) = delete;  ///< one scope
};

}  // namespace detail

/// Calls operations. Each method of the classes derived from this sends one request (more only when
/// RetryPolicy says so). Ids are 24 hexadecimal digits. Besides the errors that a method names, it
/// can fail with 400 (the form of the request), 401 (credentials), 403 (access list), 404 (what the
/// path names), 406 and 415 (media types), 429, 500 and 503.
///
/// Copies are cheap and share connections, credentials and retry budget. Safe to use from many
/// threads at once. When the last copy that the program holds goes away, what is under way ends
/// with Failure::cancelled, and that is waited for; copies inside background work do not count. The
/// end of the process does the same. After a fork the child has connections and threads of its own.
class Client {
 public:
  /// Connects when the first call needs it.
  explicit Client(Configuration configuration) : handle_(std::move(configuration)) {}

  /// Runs `work` on one of the client's threads: `api.background([=] { return
  /// api.get_organization(id); })`. Cancel through CallOptions::stop. Work that waits longer than
  /// others queues. The future has an outcome in any case, see Client; an exception is its outcome.
  template <class Work>
  [[nodiscard]] std::future<std::invoke_result_t<Work>> background(Work work) const {
    using Task = std::packaged_task<std::invoke_result_t<Work>()>;
    std::shared_ptr<Task> task;
    {
      detail::Capture const capture;
      task = std::make_shared<Task>(std::move(work));
    }
    auto future = task->get_future();
    post([task = std::move(task)] { (*task)(); });
    return future;
  }
  /// The same, and then `done` with the outcome, on that thread. What the two throw ends there; the
  /// debug log is told.
  template <class Work, class Callback>
  void background(Work work, Callback done) const {
    struct Task {
      Work work;
      Callback done;
    };
    std::shared_ptr<Task> task;
    {
      detail::Capture const capture;
      task = std::make_shared<Task>(Task{std::move(work), std::move(done)});
    }
    post([task = std::move(task)] { task->done(task->work()); });
  }

  /// Gives back the access token of the client's service account, of which the server keeps only so
  /// many. A later call fetches another. Does nothing when there is none to give back, as with an
  /// API key. Whatever comes of it, this client does not use the token again.
  [[nodiscard]] std::expected<void, Error> revoke_token(CallOptions const& options = {}) const;

 protected:
  /// What sends the calls of all copies.
  detail::Engine& engine() const { return handle_.engine(); }

 private:
  void post(std::function<void()> work) const;
  detail::Handle handle_;
};

}  // namespace atlas
