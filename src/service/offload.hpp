// One thread for work that would stall an event loop: hashing passwords. Its queue lets a whole
// class or department accept its invitations at once, about 20 seconds of hashing; whoever would
// wait longer is better told to come back.
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

  static constexpr std::size_t max_waiting = 256;

  /// Hashes the password elsewhere and goes on with the result on `loop`. Throws Overload when too
  /// many wait.
  Task<std::string> hash_password(Loop& loop, std::string password);
  /// The same for any work.
  Task<std::string> work(Loop& loop, std::function<std::string()> what);

 private:
  struct Job;
  bool enqueue(std::function<void()> job);
  void run();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
