// The writes that wait for the writer, which takes them in groups: a sync of the disk takes as long
// for many as for one.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

#include "store/database.hpp"

namespace orgd {

template <class Job>
class WriteQueue {
 public:
  explicit WriteQueue(std::size_t most_waiting) : most_waiting_(most_waiting) {}

  /// From every thread. Overload: too many wait.
  void push(Job& job) {
    {
      std::lock_guard const lock(mutex_);
      if (closed_) throw DatabaseError("the database is closing");
      if (waiting_.size() >= most_waiting_) throw Overload("too many writes wait");
      waiting_.push_back(&job);
      if (waiting_.size() < wanted_) return;
    }
    wake_.notify_one();
  }

  /// From now on nothing is taken in; what waits is still given out.
  void close() {
    {
      std::lock_guard const lock(mutex_);
      closed_ = true;
    }
    wake_.notify_one();
  }

  /// Whether `take` has something to return: now or within that time.
  bool comes_within(std::chrono::nanoseconds time) {
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, time, [this] { return ready(); });
  }

  struct Gathering {
    std::size_t most;
    std::size_t expected;
    std::chrono::nanoseconds patience;
  };
  /// Waits for a job, then at most for `patience` until `expected` wait, and takes up to `most`,
  /// oldest first. None: the queue is closed and empty.
  void take(std::vector<Job*>& group, Gathering const& gathering) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return ready(); });
    wanted_ = std::min(gathering.expected, gathering.most);
    wake_.wait_for(lock, gathering.patience, [this] { return ready(); });
    wanted_ = 1;
    auto const count = std::min(waiting_.size(), gathering.most);
    auto const end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    group.assign(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
  }

  std::size_t size() const {
    std::lock_guard const lock(mutex_);
    return waiting_.size();
  }

 private:
  bool ready() const { return closed_ || waiting_.size() >= wanted_; }

  std::size_t const most_waiting_;
  std::mutex mutable mutex_;
  std::condition_variable wake_;
  std::deque<Job*> waiting_;
  std::size_t wanted_ = 1;  // fewer do not wake who takes them
  bool closed_ = false;
};

}  // namespace orgd
