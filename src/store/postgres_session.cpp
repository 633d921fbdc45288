// Attempts, and what becomes of each.
#include "store/postgres_session.hpp"

#include "store/postgres_error.hpp"

namespace orgd {
namespace {

constexpr int max_attempts = 5;

using Kind = PostgresTransaction::Kind;

// What one attempt came to: the work's outcome, or why there is none.
struct Attempt {
  std::optional<Result<Done>> outcome{};
  std::exception_ptr failure{};
};

// The work and its end. A failure never leaves here as an exception: coroutines cannot wait in a
// handler.
Task<Done> run_attempt(PostgresTransaction& transaction, Work const& work, Kind kind,
                       Attempt& attempt) {
  try {
    attempt.outcome = co_await as_result(work(transaction));
  } catch (...) {
    attempt.failure = std::current_exception();
  }
  if (!attempt.failure && transaction.failure()) attempt.failure = transaction.failure();
  bool const commits = kind == Kind::write && !attempt.failure && attempt.outcome->has_value();
  if (!commits) {
    transaction.drop();
    co_return Done{};
  }
  try {
    co_await transaction.commit();
  } catch (...) {
    attempt.failure = std::current_exception();
  }
  co_return Done{};
}

}  // namespace

bool PostgresSession::may_repeat(std::exception_ptr const& failure, int attempt) {
  try {
    std::rethrow_exception(failure);
  } catch (PostgresError const& error) {
    if (is_pooler_mark(error.state)) connector_.stop_preparing();
    return attempt < max_attempts && (is_transient(error.state) || is_pooler_mark(error.state));
  } catch (...) {
    return false;
  }
}

Task<Done> PostgresSession::run(Work work, Kind kind) {
  for (int number = 1;; ++number) {
    Attempt attempt;
    {
      auto lease = co_await pool_->take();
      PostgresTransaction transaction(*lease, kind);
      co_await run_attempt(transaction, work, kind, attempt);
    }
    if (!attempt.failure) co_return std::move(*attempt.outcome);
    if (!may_repeat(attempt.failure, number)) std::rethrow_exception(attempt.failure);
    figures_.retries.add();
  }
}

}  // namespace orgd
