// The thread that hashes passwords.
#include "service/offload.hpp"

#include <chrono>
#include <new>

#include "security/vault.hpp"

namespace orgd {

Offload::Offload() : thread_([this] { run(); }) {}

Offload::~Offload() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_one();
  thread_.join();
}

bool Offload::enqueue(std::function<void()> job) {
  std::lock_guard const lock(mutex_);
  if (jobs_.size() >= max_waiting) return false;
  jobs_.push_back(std::move(job));
  ready_.notify_one();
  return true;
}

void Offload::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
}

// Suspends a coroutine while the thread works; lives in the coroutine's frame.
struct Offload::Job {
  Offload& offload;
  Loop& loop;
  std::function<std::string()> what;
  std::string result;
  std::exception_ptr failure;

  // A request whose hash is done must not wait for ever because memory is short just now.
  void resume_surely(std::coroutine_handle<> waiter) {
    constexpr std::chrono::milliseconds pause(10);
    for (;;) {
      try {
        return loop.post([waiter] { waiter.resume(); });
      } catch (std::bad_alloc const&) {
        std::this_thread::sleep_for(pause);
      }
    }
  }

  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) {
    bool const taken = offload.enqueue([this, waiter] {
      try {
        result = what();
      } catch (...) {
        failure = std::current_exception();
      }
      resume_surely(waiter);
    });
    if (!taken) throw Overload("too many passwords wait to be hashed");
  }
  std::string await_resume() {
    if (failure) std::rethrow_exception(failure);
    return std::move(result);
  }
};

Task<std::string> Offload::work(Loop& loop, std::function<std::string()> what) {
  Job job{*this, loop, std::move(what), {}, {}};
  co_return co_await job;
}

Task<std::string> Offload::hash_password(Loop& loop, std::string password) {
  return work(loop, [password = std::move(password)] { return orgd::hash_password(password); });
}

}  // namespace orgd
