// A few threads for calls in the background, started when they are first needed.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace atlas::detail {

class Workers {
 public:
  Workers() = default;
  Workers(Workers const&) = delete;
  Workers& operator=(Workers const&) = delete;
  /// Finishes what is queued.
  ~Workers();

  void post(std::function<void()> work);

 private:
  void run();

  static constexpr std::size_t max_threads = 16;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace atlas::detail
