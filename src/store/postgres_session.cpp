// Attempts, and what becomes of each. No co_await stands in a handler: coroutines cannot wait
// there.
#include "store/postgres_session.hpp"

#include <algorithm>

#include "store/postgres_error.hpp"

namespace orgd {
namespace {

struct Pause {
  Loop& loop;
  std::chrono::milliseconds time;
  bool await_ready() const { return time.count() <= 0; }
  void await_suspend(std::coroutine_handle<> waiter) const {
    loop.after(time, [waiter] { waiter.resume(); });
  }
  void await_resume() const {}
};

std::string text_of(std::exception_ptr const& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (std::exception const& error) {
    return error.what();
  } catch (...) {
    return "failed";
  }
}

}  // namespace

Task<Done> PostgresSession::read(Work work) { return fly(std::move(work), PostgresKind::read); }

Task<Done> PostgresSession::write_at_once(Work work) {
  return fly(std::move(work), PostgresKind::write);
}

Task<Done> PostgresSession::write(Work work) {
  return repeat(std::move(work), PostgresKind::write, Clock::now() + patience_.attempts);
}

Task<PostgresSession::Attempt> PostgresSession::try_flight(Work const& work, PostgresKind kind) {
  Attempt attempt;
  PostgresFlight flight;
  auto task = work(flight);
  task.handle().resume();
  if (!flight.empty()) {
    auto carrying = kind == PostgresKind::write ? batch_.carry(flight) : carry(flight);
    co_await std::move(carrying);
  }
  co_await end_of(task);
  try {
    attempt.outcome = task.take();
  } catch (...) {
    attempt.failure = std::current_exception();
  }
  attempt.unfit = flight.unfit();
  if (flight.failure()) attempt.failure = flight.failure();
  notice_pooler(attempt.failure);
  co_return attempt;
}

void PostgresSession::notice_pooler(std::exception_ptr const& failure) {
  if (is_pooler_mark(state_of(failure))) connector_.stop_preparing();
}

// The questions of a read leave as soon as there is a connection.
Task<Done> PostgresSession::carry(PostgresFlight& flight) {
  auto const lease = co_await pool_->take(PostgresPool::Use::shared);
  PostgresFlight::Requests requests;
  flight.board(requests);
  PostgresArrival arrival{*lease, std::move(requests), PostgresKind::read};
  auto const failure = co_await arrival;
  if (is_read_only(state_of(failure))) lease->retire();
  flight.arrive(failure);
  co_return Done{};
}

Task<PostgresSession::Attempt> PostgresSession::try_alone(Work const& work, PostgresKind kind) {
  Attempt attempt;
  auto const lease = co_await pool_->take(PostgresPool::Use::alone);
  PostgresTransaction transaction(*lease, kind);
  auto task = work(transaction);
  task.handle().resume();
  co_await end_of(task);
  try {
    attempt.outcome = task.take();
  } catch (...) {
    attempt.failure = std::current_exception();
  }
  if (transaction.failure()) attempt.failure = transaction.failure();
  notice_pooler(attempt.failure);
  bool const commits =
      kind == PostgresKind::write && !attempt.failure && attempt.outcome->has_value();
  if (!commits) {
    transaction.drop();
    if (is_read_only(state_of(attempt.failure))) lease->retire();
    co_return attempt;
  }
  co_await transaction.commit();
  attempt.failure = transaction.failure();
  notice_pooler(attempt.failure);
  attempt.in_doubt = attempt.failure != nullptr;
  if (attempt.in_doubt) attempt.evidence = transaction.evidence();
  co_return attempt;
}

// One flight first; work that does not fit into one, and what fails, gets a transaction alone.
Task<Done> PostgresSession::fly(Work work, PostgresKind kind) {
  auto const deadline = Clock::now() + patience_.attempts;
  for (int number = 1;; ++number) {
    auto attempt = co_await try_flight(work, kind);
    if (attempt.unfit) break;
    if (!attempt.failure) co_return std::move(*attempt.outcome);
    // A write may have failed for the fault of another in its batch, and what is behind a failed
    // flight fails with it.
    if (kind == PostgresKind::write || is_bystander(state_of(attempt.failure))) break;
    co_await pause_before_retry(attempt.failure, deadline, number);
  }
  co_return co_await as_result(repeat(std::move(work), kind, deadline));
}

Task<Done> PostgresSession::repeat(Work work, PostgresKind kind, Deadline deadline) {
  bool doubted = false;
  try {
    co_return co_await as_result(repeat_until(std::move(work), kind, deadline, doubted));
  } catch (Overload const& overload) {
    // Overload says that nothing was done.
    if (doubted) throw OutcomeUnknown(overload.what());
    throw;
  }
}

Task<Done> PostgresSession::repeat_until(Work work, PostgresKind kind, Deadline deadline,
                                         bool& doubted) {
  for (int number = 1;; ++number) {
    auto attempt = co_await try_alone(work, kind);
    if (!attempt.failure) co_return std::move(*attempt.outcome);
    if (attempt.in_doubt && !attempt.evidence.witnesses.empty()) {
      bool const committed = co_await look_up(std::move(attempt.evidence));
      if (committed) co_return std::move(*attempt.outcome);
      deadline = Clock::now() + patience_.attempts;
      figures_.retries.add();
      continue;
    }
    // Work without witnesses changes nothing that doing it twice would change again.
    doubted = doubted || attempt.in_doubt;
    if (attempt.in_doubt)
      attempt.failure = std::make_exception_ptr(PostgresError("08006", text_of(attempt.failure)));
    co_await pause_before_retry(attempt.failure, deadline, number);
  }
}

// Asks until it is answered by a transaction that was itself plainly committed.
Task<bool> PostgresSession::look_up(Evidence evidence) {
  bool committed = false;
  Work const question = [&](Transaction& tx) -> Task<Done> {
    committed = co_await was_committed_(tx, evidence);
    co_return Done{};
  };
  auto const deadline = Clock::now() + patience_.outcome;
  for (int number = 1; Clock::now() < deadline; ++number) {
    auto asking = try_alone(question, PostgresKind::write);
    asking.handle().resume();
    co_await end_of(asking);
    try {
      if (!asking.take()->failure) {
        (committed ? figures_.commits_found : figures_.commits_missing).add();
        co_return committed;
      }
    } catch (Overload const&) {  // NOLINT(bugprone-empty-catch): no connection yet
    }
    co_await Pause{loop_, std::chrono::milliseconds(50 * std::min(number, 10))};
  }
  figures_.commits_unknown.add();
  throw OutcomeUnknown("the database was lost during a commit and did not come back in time");
}

// Passes on what trying again does not help.
Task<Done> PostgresSession::pause_before_retry(std::exception_ptr failure, Deadline deadline,
                                               int attempt) {
  auto const state = state_of(failure);
  if (is_busy(state)) throw Overload(text_of(failure), kind_of(state));
  if (!is_transient(state) && !is_pooler_mark(state)) std::rethrow_exception(failure);
  if (Clock::now() >= deadline) throw Overload(text_of(failure), kind_of(state));
  figures_.retries.add();
  // Conflicts are over at once, a failover is not.
  bool const conflict = is_conflict(state) || is_pooler_mark(state);
  co_await Pause{loop_, std::chrono::milliseconds(conflict ? 0 : 50 * std::min(attempt, 10))};
  co_return Done{};
}

}  // namespace orgd
