// Work on PostgreSQL: attempts at it, run again when they failed for no fault of their own, and a
// commit whose answer was lost looked up.
#pragma once

#include <functional>

#include "store/postgres_batch.hpp"
#include "store/postgres_pool.hpp"

namespace orgd {

/// Says inside a transaction whether the write that left this evidence was committed.
using WasCommitted = std::function<Task<bool>(Transaction&, Evidence const&)>;

class PostgresSession final : public Session {
 public:
  /// How long failures are answered by trying again.
  struct Patience {
    std::chrono::milliseconds attempts{5000};
    std::chrono::milliseconds outcome{30'000};  ///< to learn whether a write was committed
  };

  PostgresSession(PostgresConnector& connector, Loop& loop, PostgresPool::Limits limits,
                  Patience patience, WasCommitted was_committed, PostgresLoopFigures& figures)
      : connector_(connector),
        loop_(loop),
        patience_(patience),
        was_committed_(std::move(was_committed)),
        figures_(figures),
        pool_(std::make_shared<PostgresPool>(connector, loop, limits, figures)) {}

  Task<Done> read(Work work) override;
  Task<Done> write(Work work) override;
  Task<Done> write_at_once(Work work) override;

 private:
  using Clock = std::chrono::steady_clock;
  using Deadline = Clock::time_point;

  // What one attempt came to.
  struct Attempt {
    std::optional<Result<Done>> outcome{};
    std::exception_ptr failure{};
    bool unfit = false;     // as a flight
    bool in_doubt = false;  // COMMIT was sent and not plainly answered
    Evidence evidence{};    // then
  };

  Task<Done> fly(Work work, PostgresKind kind);
  Task<Done> repeat(Work work, PostgresKind kind, Deadline deadline);
  Task<Done> repeat_until(Work work, PostgresKind kind, Deadline deadline, bool& doubted);
  Task<Done> carry(PostgresFlight& flight);
  Task<Attempt> try_flight(Work const& work, PostgresKind kind);
  Task<Attempt> try_alone(Work const& work, PostgresKind kind);
  void notice_pooler(std::exception_ptr const& failure);
  Task<bool> look_up(Evidence evidence);
  Task<Done> pause_before_retry(std::exception_ptr failure, Deadline deadline, int attempt);

  PostgresConnector& connector_;
  Loop& loop_;
  Patience const patience_;
  WasCommitted const was_committed_;
  PostgresLoopFigures& figures_;
  std::shared_ptr<PostgresPool> pool_;
  PostgresBatch batch_{pool_};
};

}  // namespace orgd
