// The queue and its threads.
#include "client/workers.hpp"

#include <utility>

namespace atlas::detail {

Workers::~Workers() {
  {
    std::lock_guard const lock(queue_->mutex);
    queue_->stopping = true;
  }
  queue_->ready.notify_all();
  for (auto& thread : threads_) {
    // The last copy of a client may go away inside its own background work.
    if (thread.get_id() == std::this_thread::get_id())
      thread.detach();
    else
      thread.join();
  }
}

void Workers::post(std::function<void()> work) {
  std::lock_guard const lock(queue_->mutex);
  queue_->waiting.push_back(std::move(work));
  if (queue_->idle < queue_->waiting.size() && threads_.size() < max_threads)
    threads_.emplace_back([queue = queue_] { run(*queue); });
  queue_->ready.notify_one();
}

void Workers::run(Queue& queue) {
  std::unique_lock lock(queue.mutex);
  for (;;) {
    ++queue.idle;
    queue.ready.wait(lock, [&] { return queue.stopping || !queue.waiting.empty(); });
    --queue.idle;
    if (queue.waiting.empty()) return;
    auto work = std::move(queue.waiting.front());
    queue.waiting.pop_front();
    lock.unlock();
    work();
    work = nullptr;
    lock.lock();
  }
}

}  // namespace atlas::detail
