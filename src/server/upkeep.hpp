// What a server does for its store beside answering: writing the use of access-list entries, and
// forgetting nonces that have expired.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/environment.hpp"
#include "store/database.hpp"

namespace orgd {

/// Works on a thread of its own until it goes, every second, and once more at its end.
class Upkeep {
 public:
  Upkeep(Environment& environment, Database& database);
  ~Upkeep();
  Upkeep(Upkeep const&) = delete;
  Upkeep& operator=(Upkeep const&) = delete;

 private:
  void run();
  Task<Done> work(Session& session);

  Environment& environment_;
  Database& database_;
  std::chrono::steady_clock::time_point next_drop_{};
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
