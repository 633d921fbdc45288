// A database that runs writes to their end and then undoes them, so that one scene serves any
// number of requests. Answers, statements and failures are those of the database underneath.
#pragma once

#include <atomic>
#include <memory>

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

 private:
  orgd::Database& inner_;
  std::atomic<bool> kept_ = true;
};

}  // namespace contract
