// The queue and its threads.
#include "client/work.hpp"

#include <fmt/format.h>

#include <exception>
#include <system_error>
#include <utility>

namespace atlas::detail {
namespace {

// Work that posts more work whenever it is cancelled goes no deeper than this.
constexpr int max_depth = 8;
thread_local int depth = 0;
thread_local Work const* work_of_thread = nullptr;

}  // namespace

std::shared_ptr<Work> Work::make(Report report) {
  std::shared_ptr<Work> work(new Work(std::move(report)));  // NOLINT: the constructor is private
  end_with_process(work);
  return work;
}

void Work::post(std::function<void()> task) {
  {
    std::unique_lock lock(mutex_);
    if (!stopping_) {
      waiting_.push_back(std::move(task));
      if (idle_ >= waiting_.size() || threads_.size() >= max_threads) return ready_.notify_one();
      try {
        std::thread thread([self = shared_from_this()] { self->run(); });
        auto const id = thread.get_id();
        threads_.emplace(id, std::move(thread));
        ++live_;
        return;
      } catch (std::system_error const&) {
        if (!threads_.empty()) return;  // those that there are will come to it
      }
      task = std::move(waiting_.back());
      waiting_.pop_back();
    }
  }
  if (depth >= max_depth) return;
  ++depth;
  run_task(task);
  --depth;
}

// An exception ends the task, not the program; so does one of the function that is told of it.
void Work::run_task(std::function<void()> const& task) const noexcept {
  try {
    try {
      task();
    } catch (std::exception const& exception) {
      if (report_) report_(fmt::format("background work let out: {}", exception.what()));
    } catch (...) {
      if (report_) report_("background work let out an exception of no known type");
    }
  } catch (...) {
    return;
  }
}

void Work::run() {
  work_of_thread = this;
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    ready_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) break;
    auto task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    run_task(task);
    task = nullptr;
    lock.lock();
  }
  auto self = std::move(threads_.extract(std::this_thread::get_id()).mapped());
  lock.unlock();
  leave(std::move(self));
  lock.lock();
  --live_;
  ended_.notify_all();
}

bool Work::begin_call() {
  std::lock_guard const lock(mutex_);
  if (stopping_) return false;
  ++calls_[std::this_thread::get_id()];
  return true;
}

void Work::end_call() {
  std::lock_guard const lock(mutex_);
  auto const at = calls_.find(std::this_thread::get_id());
  if (--at->second == 0) calls_.erase(at);
  ended_.notify_all();
}

void Work::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  stop_.request_stop();
  ready_.notify_all();
}

void Work::wait() {
  {
    std::unique_lock lock(mutex_);
    std::size_t const own_thread = runs_here() ? 1 : 0;
    ended_.wait(lock, [&] {
      return live_ == own_thread && calls_.size() == calls_.count(std::this_thread::get_id());
    });
  }
  join_last();
}

bool Work::runs_here() const { return work_of_thread == this; }

}  // namespace atlas::detail
