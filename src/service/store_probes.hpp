// Questions to the store on the ways that requests take: through the session of each loop, which
// has the connections that the loop's requests have to wait for.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace orgd {

struct StoreAnswer {
  std::int64_t schema_version = 0;
  std::optional<FailureKind> failure{};
  bool writing = false;   ///< when it failed
  std::string message{};  ///< of the failure, for the log alone
};

/// What the store says to something trivial: a read, and a write after one that failed. Never
/// fails.
Task<StoreAnswer> ask_store(Session& session);

class StoreProbes {
 public:
  using Told = std::function<void(StoreAnswer)>;
  /// Asks on its loop and calls `told` there, some time; never when the loop has ended. One
  /// question at a time. From every thread.
  using Probe = std::function<void(Told told)>;

  void add(Probe probe) {
    std::lock_guard const lock(mutex_);
    probes_.push_back(std::move(probe));
  }
  std::vector<Probe> all() const {
    std::lock_guard const lock(mutex_);
    return probes_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Probe> probes_;
};

/// The probe of one loop. Goes before the session does, on its loop's thread.
class LoopProbe : public std::enable_shared_from_this<LoopProbe> {
 public:
  LoopProbe(Loop& loop, Session& session) : loop_(loop), session_(session) {}
  LoopProbe(LoopProbe const&) = delete;
  LoopProbe& operator=(LoopProbe const&) = delete;

  StoreProbes::Probe asking();

 private:
  Task<Done> ask(StoreProbes::Told told);

  Loop& loop_;
  Session& session_;
  std::optional<Task<Done>> question_;
};

}  // namespace orgd
