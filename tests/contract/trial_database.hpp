// A database that runs writes to their end and then undoes them, so that one scene serves any
// number of requests, and remembers the deadlines of its work. Answers, statements and failures are
// those of the database underneath.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "store/database.hpp"

namespace contract {

class TrialDatabase final : public orgd::Database {
 public:
  /// `inner` must outlive this database and its sessions.
  explicit TrialDatabase(orgd::Database& inner) : inner_(inner) {}

  std::unique_ptr<orgd::Session> connect(orgd::Loop& loop) override;
  std::vector<orgd::Sample> metrics() const override { return inner_.metrics(); }

  /// Whether writes that succeed are kept. They are until told otherwise.
  void keep(bool kept) { kept_ = kept; }
  bool keeps() const { return kept_; }

  /// Deadlines that sessions gave, no two of them the same, and those that work came with.
  struct Deadlines {
    std::vector<orgd::Session::Deadline> given{};
    std::vector<orgd::Session::Deadline> used{};
  };
  /// Those since the last call.
  Deadlines take_deadlines();

  orgd::Session::Deadline give_deadline();
  void use_deadline(orgd::Session::Deadline until);

 private:
  orgd::Database& inner_;
  std::atomic<bool> kept_ = true;
  std::mutex mutex_;
  Deadlines deadlines_;
  orgd::Session::Deadline next_deadline_ =
      std::chrono::steady_clock::now() + std::chrono::hours(24);
};

}  // namespace contract
