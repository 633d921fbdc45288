// Attempts, and what becomes of each. No co_await stands in a handler: coroutines cannot wait
// there.
#include "store/postgres/session.hpp"

#include <algorithm>

#include "store/postgres/error.hpp"

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

Task<Done> PostgresSession::read(Work work, Deadline until) {
  return fly(std::move(work), PostgresKind::read, until);
}

Task<Done> PostgresSession::write_at_once(Work work, Deadline until) {
  return fly(std::move(work), PostgresKind::write, until);
}

Task<Done> PostgresSession::write(Work work, Deadline until) {
  return repeat(std::move(work), PostgresKind::write, until);
}

// Whoever gets a connection at the last moment could only lose it again.
PostgresSession::Deadline PostgresSession::end_of_wait(Deadline deadline) const {
  return deadline - patience_.attempts / 10;
}

Task<PostgresSession::Attempt> PostgresSession::try_flight(Work const& work, PostgresKind kind,
                                                           Deadline deadline) {
  Attempt attempt;
  PostgresFlight flight;
  auto task = work(flight);
  task.handle().resume();
  if (!flight.empty()) {
    auto carrying = kind == PostgresKind::write ? batch_.carry(flight, end_of_wait(deadline))
                                                : carry(flight, deadline);
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
Task<Done> PostgresSession::carry(PostgresFlight& flight, Deadline deadline) {
  auto const lease = co_await pool_->take(PostgresPool::Use::shared, end_of_wait(deadline));
  PostgresFlight::Requests requests;
  flight.board(requests);
  PostgresArrival arrival{*lease, std::move(requests), PostgresKind::read, deadline};
  auto const failure = co_await arrival;
  if (is_read_only(state_of(failure))) lease->retire();
  flight.arrive(failure);
  co_return Done{};
}

Task<PostgresSession::Attempt> PostgresSession::try_alone(Work const& work, PostgresKind kind,
                                                          Deadline deadline) {
  Attempt attempt;
  auto const lease = co_await pool_->take(PostgresPool::Use::alone, end_of_wait(deadline));
  PostgresTransaction transaction(*lease, kind, deadline);
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
Task<Done> PostgresSession::fly(Work work, PostgresKind kind, Deadline deadline) {
  for (int number = 1;; ++number) {
    auto attempt = co_await try_flight(work, kind, deadline);
    if (attempt.unfit) break;
    if (!attempt.failure) co_return std::move(*attempt.outcome);
    // A write may have failed for the fault of another in its batch, and what is behind a failed
    // flight fails with it.
    if (kind == PostgresKind::write || is_bystander(state_of(attempt.failure))) break;
    co_await pause_before_retry(attempt.failure, deadline, number);
  }
  co_return co_await repeat(std::move(work), kind, deadline);
}

Task<Done> PostgresSession::repeat(Work work, PostgresKind kind, Deadline deadline) {
  bool doubted = false;
  try {
    co_return co_await repeat_until(std::move(work), kind, deadline, doubted);
  } catch (Overload const& overload) {
    // Overload says that nothing was done.
    if (doubted) throw OutcomeUnknown(overload.what());
    throw;
  }
}

Task<Done> PostgresSession::repeat_until(Work work, PostgresKind kind, Deadline deadline,
                                         bool& doubted) {
  for (int number = 1;; ++number) {
    auto attempt = co_await try_alone(work, kind, deadline);
    if (!attempt.failure) co_return std::move(*attempt.outcome);
    if (attempt.in_doubt && !attempt.evidence.witnesses.empty()) {
      bool const committed = co_await look_up(std::move(attempt.evidence));
      if (committed) co_return std::move(*attempt.outcome);
      // It is known that nothing was done, so the end of the time is told as such.
      if (Clock::now() >= deadline)
        throw Overload(text_of(attempt.failure), FailureKind::connection);
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

// Asks until it is answered, and what was committed is to be seen whole: whoever is told of a write
// must find what it made.
Task<bool> PostgresSession::look_up(Evidence evidence) {
  auto const deadline = Clock::now() + patience_.outcome;
  std::string_view unknown = "the database was lost during a commit and did not come back in time";
  for (int number = 1; Clock::now() < deadline; ++number) {
    auto const trace = co_await ask_for_trace(evidence, deadline);
    if (trace == Trace::none || trace == Trace::all) {
      bool const committed = trace == Trace::all;
      (committed ? figures_.commits_found : figures_.commits_missing).add();
      co_return committed;
    }
    if (trace == Trace::some)
      unknown = "a write was committed, but a part of the database did not show it in time";
    co_await Pause{loop_, std::chrono::milliseconds(50 * std::min(number, 10))};
  }
  figures_.commits_unknown.add();
  throw OutcomeUnknown(std::string(unknown));
}

// Nothing unless a transaction answers that was itself plainly committed.
Task<std::optional<Trace>> PostgresSession::ask_for_trace(Evidence const& evidence,
                                                          Deadline deadline) {
  Trace trace{};
  Work const question = [&](Transaction& tx) -> Task<Done> {
    trace = co_await find_trace_(tx, evidence);
    co_return Done{};
  };
  auto const until = std::min(deadline, Clock::now() + patience_.attempts);
  auto asking = try_alone(question, PostgresKind::write, until);
  asking.handle().resume();
  co_await end_of(asking);
  try {
    if (!asking.take()->failure) co_return std::optional(trace);
  } catch (Overload const&) {  // NOLINT(bugprone-empty-catch): no connection yet
  }
  co_return std::optional<Trace>();
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
