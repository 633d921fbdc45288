// A loop that runs only while somebody waits for a task: local commands and tests.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include "async/loop.hpp"
#include "async/task.hpp"

namespace orgd {

/// Runs tasks to their end on the calling thread.
class BlockingLoop final : public Loop {
 public:
  BlockingLoop();
  BlockingLoop(BlockingLoop const&) = delete;
  BlockingLoop& operator=(BlockingLoop const&) = delete;
  ~BlockingLoop() override;

  void post(std::function<void()> action) override;
  void at_turn_end(std::function<void()> action) override { post(std::move(action)); }
  void after(std::chrono::milliseconds delay, std::function<void()> action) override;
  std::unique_ptr<Watch> watch(int descriptor) override;

  template <class T>
  Result<T> run(Task<T> task) {
    task.handle().resume();
    while (!task.done() && !task.handle().promise().exception) run_ready(Wait::yes);
    while (run_ready(Wait::no)) continue;
    return task.take();
  }

 private:
  class Descriptor;
  using Clock = std::chrono::steady_clock;
  enum class Wait : bool { no, yes };

  // Runs what is posted, due or ready, after waiting for it if asked to; false when there was none.
  bool run_ready(Wait wait);
  std::deque<std::function<void()>> take_posted();
  int milliseconds_to_wait(Wait wait) const;

  std::mutex mutex_;
  std::deque<std::function<void()>> posted_;
  int wake_;  // an eventfd, written by post()
  std::vector<Descriptor*> watched_;
  std::multimap<Clock::time_point, std::function<void()>> timers_;
};

}  // namespace orgd
