// What all API classes share: a configuration, a transport, credentials, and a way to run calls in
// the background.
#pragma once

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
}

/// Copies are cheap and share connections, credentials and retry budget. Safe to use from many
/// threads at once.
class Client {
 public:
  /// Connects when the first call needs it.
  explicit Client(Configuration configuration);

  /// Runs `work` on one of the client's threads: `api.background([=] { return
  /// api.get_organization(id); })`. Cancel through CallOptions::stop. Work that waits longer than
  /// others queues; the threads end with the last copy of the client.
  template <class Work>
  std::future<std::invoke_result_t<Work>> background(Work work) const {
    auto task = std::make_shared<std::packaged_task<std::invoke_result_t<Work>()>>(std::move(work));
    auto future = task->get_future();
    post([task] { (*task)(); });
    return future;
  }
  /// The same, and then `done` with the outcome, on that thread.
  template <class Work, class Callback>
  void background(Work work, Callback done) const {
    post([work = std::move(work), done = std::move(done)]() mutable { done(work()); });
  }

 protected:
  /// What sends the calls of all copies.
  detail::Engine& engine() const { return *engine_; }

 private:
  void post(std::function<void()> work) const;
  std::shared_ptr<detail::Engine> engine_;
};

}  // namespace atlas
