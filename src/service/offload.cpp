// The thread that hashes passwords.
#include "service/offload.hpp"

#include <chrono>
#include <new>

#include "security/vault.hpp"

namespace orgd {

Offload::~Offload() { stop(); }

void Offload::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
    jobs_.clear();
    later_.clear();
  }
  ready_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Offload::enqueue(std::function<void()> job, Whose const& whose) {
  std::lock_guard const lock(mutex_);
  auto& queue = whose ? later_ : jobs_;
  if (stopping_ || queue.size() >= max_waiting) return false;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  if (!whose) {
    queue.push_back({std::move(job), whose});
  } else {
    auto const known = shares_.find(*whose);
    if (known != shares_.end() && known->second >= max_of_one) return false;
    // What may fail for want of memory comes before the count.
    auto const share = shares_.try_emplace(*whose).first;
    queue.push_back({std::move(job), whose});
    ++share->second;
  }
  ready_.notify_one();
  return true;
}

Offload::Waiting Offload::take_next() {
  auto& queue = jobs_.empty() ? later_ : jobs_;
  auto next = std::move(queue.front());
  queue.pop_front();
  if (next.whose) give_back(*next.whose);
  return next;
}

// An organization that waits for nothing leaves no trace.
void Offload::give_back(std::string const& whose) {
  auto const share = shares_.find(whose);
  if (--share->second == 0) shares_.erase(share);
}

void Offload::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this] { return stopping_ || !jobs_.empty() || !later_.empty(); });
    if (jobs_.empty() && later_.empty()) return;
    auto const next = take_next();
    lock.unlock();
    next.job();
    lock.lock();
  }
}

// Suspends a coroutine while the thread works; lives in the coroutine's frame.
struct Offload::Job {
  Offload& offload;
  Loop& loop;
  std::function<std::string()> what;
  std::optional<std::string> whose;
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
    auto const run = [this, waiter] {
      try {
        result = what();
      } catch (...) {
        failure = std::current_exception();
      }
      resume_surely(waiter);
    };
    bool const taken = offload.enqueue(run, whose);
    if (!taken) throw Overload("too many passwords wait to be hashed");
  }
  std::string await_resume() {
    if (failure) std::rethrow_exception(failure);
    return std::move(result);
  }
};

Task<std::string> Offload::work(Loop& loop, std::function<std::string()> what,
                                std::optional<std::string> whose) {
  Job job{*this, loop, std::move(what), std::move(whose), {}, {}};
  co_return co_await job;
}

Task<std::string> Offload::hash_password(Loop& loop, std::string password,
                                         std::optional<std::string> whose) {
  auto hash = [password = std::move(password)] { return orgd::hash_password(password); };
  return work(loop, std::move(hash), std::move(whose));
}

}  // namespace orgd
