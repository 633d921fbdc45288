// Waiting that a stop token ends.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace atlas::detail {

/// False when the token ended the wait.
inline bool wait_for(std::chrono::milliseconds duration, std::stop_token const& stop) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait_for(lock, stop, duration, [] { return false; });
  return !stop.stop_requested();
}

/// Stopped when either of two is.
class EitherStop {
 public:
  EitherStop(std::stop_token const& a, std::stop_token const& b)
      : on_a_(a, [this] { both_.request_stop(); }), on_b_(b, [this] { both_.request_stop(); }) {}
  std::stop_token token() const { return both_.get_token(); }

 private:
  std::stop_source both_;
  std::stop_callback<std::function<void()>> on_a_;
  std::stop_callback<std::function<void()>> on_b_;
};

}  // namespace atlas::detail
