// What a server does for its store beside answering: writing the use of access-list entries,
// forgetting nonces that have expired, telling of secrets that expire, holding back room for a full
// disk.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "orgd/reserve.hpp"
#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd {

/// Works on a thread of its own until it goes, every second, and once more at its end.
class Upkeep {
 public:
  /// `reserve` is missing where the store is not on a disk of this machine.
  Upkeep(Environment& environment, Database& database, std::optional<Reserve> reserve = {});
  ~Upkeep();
  Upkeep(Upkeep const&) = delete;
  Upkeep& operator=(Upkeep const&) = delete;

 private:
  void run();
  void renew_reserve();
  Task<Done> work(Session& session);
  Task<Done> drop_nonces(Session& session);
  Task<Done> keep_up(Session& session);

  Environment& environment_;
  Database& database_;
  std::optional<Reserve> reserve_;
  std::chrono::steady_clock::time_point next_drop_{};
  std::chrono::steady_clock::time_point next_expiry_{};
  std::chrono::steady_clock::time_point next_renewal_{};
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
