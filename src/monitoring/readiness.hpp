// Whether this server should be sent requests. A thread of its own asks the store something trivial
// every second, one question at a time on each loop's own way, so that neither a slow store nor
// many who ask hold up a loop or each other.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "service/store_probes.hpp"
#include "telemetry/log.hpp"

namespace orgd {

/// One thing that must be right.
struct ReadinessCheck {
  std::string name;
  bool ok = true;
  std::optional<std::string> why{};   ///< not; never an address or a message of the store's
  std::optional<std::string> note{};  ///< what somebody should look at, though it is
};
BOOST_DESCRIBE_STRUCT(ReadinessCheck, (), (name, ok, why, note))

class Readiness {
 public:
  struct Times {
    std::chrono::milliseconds pause{1000};     ///< between two questions
    std::chrono::milliseconds deadline{1000};  ///< for an answer
  };

  /// `draining` is called from every thread.
  Readiness(StoreProbes const& probes, Log& log, std::function<bool()> draining)
      : Readiness(probes, log, std::move(draining), Times()) {}
  Readiness(StoreProbes const& probes, Log& log, std::function<bool()> draining, Times times);
  Readiness(Readiness const&) = delete;
  Readiness& operator=(Readiness const&) = delete;
  /// Waits for no answer.
  ~Readiness();

  /// From every thread, at once.
  std::vector<ReadinessCheck> checks() const;
  bool ready() const { return passed(checks()); }
  static bool passed(std::vector<ReadinessCheck> const& checks);

 private:
  // What the loops say to one question. They may say it when nobody wants to know any more.
  struct Round {
    void take(StoreAnswer answer);

    std::mutex mutex{};
    std::condition_variable changed{};
    bool stopping = false;
    std::size_t waiting = 0;  // loops that have not answered
    StoreAnswer worst{};
  };

  void run();
  void ask(std::unique_lock<std::mutex>& lock);
  void log_change(StoreAnswer const& answer);
  std::string store_failure() const;

  StoreProbes const& probes_;
  Log& log_;
  std::function<bool()> const draining_;
  Times const times_;

  std::shared_ptr<Round> const round_ = std::make_shared<Round>();
  // Under its mutex.
  std::optional<StoreAnswer> answer_;                           // to the last question
  std::optional<std::chrono::steady_clock::time_point> asked_;  // when the question is under way
  std::thread thread_;
};

}  // namespace orgd
