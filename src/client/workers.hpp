// A few threads for calls in the background, started when they are first needed.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace atlas::detail {

class Workers {
 public:
  Workers() = default;
  Workers(Workers const&) = delete;
  Workers& operator=(Workers const&) = delete;
  /// Finishes what is queued. May run on one of the threads itself.
  ~Workers();

  void post(std::function<void()> work);

 private:
  // Threads share it, because one of them can outlive the object.
  struct Queue {
    std::mutex mutex{};
    std::condition_variable ready{};
    std::deque<std::function<void()>> waiting{};
    std::size_t idle = 0;
    bool stopping = false;
  };
  static void run(Queue& queue);

  static constexpr std::size_t max_threads = 16;
  std::shared_ptr<Queue> queue_ = std::make_shared<Queue>();
  std::vector<std::thread> threads_;
};

}  // namespace atlas::detail
