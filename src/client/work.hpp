// All that one client has under way in one process: calls on any thread, and work in the background
// on a few threads of its own, started when they are first needed.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "client/process.hpp"

namespace atlas::detail {

class Work final : public Endable, public std::enable_shared_from_this<Work> {
 public:
  /// Gets a line for each exception that work in the background lets out.
  using Report = std::function<void(std::string_view line)>;

  /// Ends with the process, if not before.
  static std::shared_ptr<Work> make(Report report);

  /// Runs it on one of the threads. Once all is stopped it runs at once, so that what it promised
  /// comes about: every call that it makes ends as cancelled.
  void post(std::function<void()> task);

  /// False when all is stopped: the call must not begin.
  bool begin_call();
  void end_call();
  /// Stopped together with all else.
  std::stop_token token() const { return stop_.get_token(); }

  /// What waits is still run, so that every future and every callback has its outcome.
  void stop() override;
  void wait() override;
  /// Whether the calling thread is one of these threads.
  bool runs_here() const;

 private:
  explicit Work(Report report) : report_(std::move(report)) {}
  void run();
  void run_task(std::function<void()> const& task) const noexcept;

  static constexpr std::size_t max_threads = 16;
  Report const report_;
  std::stop_source stop_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;  ///< a task waits, or all is stopped
  std::condition_variable ended_;  ///< a call or a thread has ended
  std::deque<std::function<void()>> waiting_;
  std::map<std::thread::id, std::thread> threads_;
  std::map<std::thread::id, int> calls_;  ///< how deep in calls each thread is
  std::size_t idle_ = 0;
  std::size_t live_ = 0;  ///< threads that have not left
  bool stopping_ = false;
};

/// A call while it lasts.
class CallScope {
 public:
  explicit CallScope(Work& work) : work_(work), begun_(work.begin_call()) {}
  CallScope(CallScope const&) = delete;
  CallScope& operator=(CallScope const&) = delete;
  ~CallScope() {
    if (begun_) work_.end_call();
  }
  /// False when all is stopped.
  explicit operator bool() const { return begun_; }

 private:
  Work& work_;
  bool const begun_;
};

}  // namespace atlas::detail
