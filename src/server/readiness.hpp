// Whether this server should be sent requests. A thread of its own asks the store something trivial
// every second, one question at a time, so that neither a slow store nor many who ask hold up a
// loop or each other.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/log.hpp"
#include "store/blocking_loop.hpp"
#include "store/database.hpp"

namespace orgd {

/// One thing that must be right.
struct ReadinessCheck {
  std::string name;
  bool ok = true;
  std::optional<std::string> why{};  ///< not; never an address or a message of the store's
};
BOOST_DESCRIBE_STRUCT(ReadinessCheck, (), (name, ok, why))

class Readiness {
 public:
  struct Times {
    std::chrono::milliseconds pause{1000};     ///< between two questions
    std::chrono::milliseconds deadline{1000};  ///< for an answer
  };

  /// `draining` is called from every thread.
  Readiness(Database& database, Log& log, std::function<bool()> draining)
      : Readiness(database, log, std::move(draining), Times()) {}
  Readiness(Database& database, Log& log, std::function<bool()> draining, Times times);
  Readiness(Readiness const&) = delete;
  Readiness& operator=(Readiness const&) = delete;
  /// Waits for the store's answer to the question under way.
  ~Readiness();

  /// From every thread, at once.
  std::vector<ReadinessCheck> checks() const;
  bool ready() const { return passed(checks()); }
  static bool passed(std::vector<ReadinessCheck> const& checks);

 private:
  struct Answer {
    std::int64_t schema_version = 0;
    std::optional<FailureKind> failure{};
    std::string message{};  // of the failure, for the log alone
  };

  void run();
  Answer ask(std::unique_ptr<Session>& session, BlockingLoop& loop);
  void log_change(Answer const& answer);
  std::string store_failure() const;

  Database& database_;
  Log& log_;
  std::function<bool()> const draining_;
  Times const times_;

  mutable std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::optional<Answer> answer_;                                // the last one
  std::optional<std::chrono::steady_clock::time_point> asked_;  // when the question is under way
  std::thread thread_;
};

}  // namespace orgd
