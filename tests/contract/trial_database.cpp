// A write that must not last ends with an error, which the session underneath answers by undoing.
#include "trial_database.hpp"

#include <optional>
#include <utility>

namespace contract {
namespace {

using orgd::Done;
using orgd::Result;
using orgd::Session;
using orgd::Task;
using orgd::Transaction;
using orgd::Work;

class TrialSession final : public Session {
 public:
  TrialSession(TrialDatabase& database, std::unique_ptr<Session> inner)
      : database_(database), inner_(std::move(inner)) {}

  Deadline deadline() const override { return database_.give_deadline(); }
  Task<Done> read(Work work, Deadline until) override {
    database_.use_deadline(until);
    return inner_->read(std::move(work), until);
  }
  Task<Done> write(Work work, Deadline until) override {
    database_.use_deadline(until);
    if (database_.keeps()) return inner_->write(std::move(work), until);
    return try_out(std::move(work), until);
  }

 private:
  Task<Done> try_out(Work work, Deadline until) {
    std::optional<Result<Done>> outcome;
    auto const attempt = [&](Transaction& transaction) -> Task<Done> {
      outcome = co_await orgd::as_result(work(transaction));
      co_return orgd::fail(orgd::Code::unexpected_error);
    };
    auto writing = inner_->write(attempt, until);
    auto const undone = co_await orgd::as_result(std::move(writing));
    if (!outcome) co_return std::unexpected(undone.error());
    co_return std::move(*outcome);
  }

  TrialDatabase& database_;
  std::unique_ptr<Session> inner_;
};

}  // namespace

std::unique_ptr<Session> TrialDatabase::connect(orgd::Loop& loop) {
  return std::make_unique<TrialSession>(*this, inner_.connect(loop));
}

TrialDatabase::Deadlines TrialDatabase::take_deadlines() {
  std::scoped_lock const lock(mutex_);
  return std::exchange(deadlines_, {});
}

Session::Deadline TrialDatabase::give_deadline() {
  std::scoped_lock const lock(mutex_);
  next_deadline_ += std::chrono::seconds(1);
  return deadlines_.given.emplace_back(next_deadline_);
}

void TrialDatabase::use_deadline(Session::Deadline until) {
  std::scoped_lock const lock(mutex_);
  deadlines_.used.push_back(until);
}

}  // namespace contract
