// The threads that hash passwords.
#include "service/offload.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include "security/vault.hpp"

namespace orgd {

Offload::~Offload() { stop(); }

void Offload::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
    for (auto& queue : jobs_) queue.clear();
  }
  ready_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

bool Offload::has_room(Turn const& turn) {
  using enum Turn::Rank;
  auto const share = shares_.find(turn.whose);
  if (share != shares_.end() && share->second >= turn.share) return false;
  bool const signs_in = turn.rank == known_device || turn.rank == stranger;
  if (!signs_in) return queue_of(turn.rank).size() < max_waiting;
  auto const strangers = queue_of(stranger).size();
  if (turn.rank == stranger && strangers >= max_strangers) return false;
  return queue_of(known_device).size() + strangers < max_sign_ins;
}

bool Offload::takes(Turn const& turn) {
  std::lock_guard const lock(mutex_);
  return !stopping_ && has_room(turn);
}

bool Offload::enqueue(std::function<void()> job, Turn const& turn) {
  std::lock_guard const lock(mutex_);
  if (stopping_ || !has_room(turn)) return false;
  while (threads_.size() < at_once_) threads_.emplace_back([this] { run(); });
  auto& queue = queue_of(turn.rank);
  if (turn.whose.empty()) {
    queue.push_back({std::move(job), turn.whose});
  } else {
    // What may fail for want of memory comes before the count.
    auto const share = shares_.try_emplace(turn.whose).first;
    queue.push_back({std::move(job), turn.whose});
    ++share->second;
  }
  ready_.notify_one();
  return true;
}

bool Offload::is_idle() const {
  return std::ranges::all_of(jobs_, [](auto const& queue) { return queue.empty(); });
}

Offload::Waiting Offload::take_next() {
  auto& queue = *std::ranges::find_if(jobs_, [](auto const& one) { return !one.empty(); });
  auto next = std::move(queue.front());
  queue.pop_front();
  if (!next.whose.empty()) give_back(next.whose);
  return next;
}

// Whoever waits for nothing leaves no trace.
void Offload::give_back(std::string const& whose) {
  auto const share = shares_.find(whose);
  if (--share->second == 0) shares_.erase(share);
}

void Offload::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this] { return stopping_ || !is_idle(); });
    if (is_idle()) return;
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
  Turn turn;
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
      ++offload.done_;
      resume_surely(waiter);
    };
    bool const taken = offload.enqueue(run, turn);
    if (!taken) throw Overload("too many passwords wait to be hashed");
  }
  std::string await_resume() {
    if (failure) std::rethrow_exception(failure);
    return std::move(result);
  }
};

Task<std::string> Offload::work(Loop& loop, std::function<std::string()> what, Turn turn) {
  Job job{*this, loop, std::move(what), std::move(turn), {}, {}};
  co_return co_await job;
}

Task<std::string> Offload::hash_password(Loop& loop, std::string password, Turn turn) {
  auto hash = [password = std::move(password)] { return orgd::hash_password(password); };
  return work(loop, std::move(hash), std::move(turn));
}

}  // namespace orgd
