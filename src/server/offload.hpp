// One thread for work that would stall an event loop: hashing passwords. Its queue is short, since
// whoever waits longer than a few hashes is better told to come back.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "store/database.hpp"

namespace orgd {

class Offload {
 public:
  Offload();
  ~Offload();
  Offload(Offload const&) = delete;
  Offload& operator=(Offload const&) = delete;

  /// Hashes the password elsewhere and goes on with the result on `loop`. Throws Overload when too
  /// many wait.
  Task<std::string> hash_password(Loop& loop, std::string password);

 private:
  struct Job;
  bool enqueue(std::function<void()> job);
  void run();

  static constexpr std::size_t max_waiting = 16;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
