// Work on PostgreSQL: attempts at it, run again when they failed for no fault of their own, and a
// commit whose answer was lost looked up.
#pragma once

#include <functional>

#include "store/postgres/batch.hpp"
#include "store/postgres/pool.hpp"

namespace orgd {

/// Says inside a transaction what is to be seen of the write that left this evidence.
using FindTrace = std::function<Task<Trace>(Transaction&, Evidence const&)>;

class PostgresSession final : public Session {
 public:
  struct Patience {
    std::chrono::milliseconds attempts{5000};   ///< for all work of a request, waits included
    std::chrono::milliseconds outcome{30'000};  ///< to learn what became of a commit
  };

  PostgresSession(PostgresConnector& connector, Loop& loop, PostgresPool::Limits limits,
                  Patience patience, FindTrace find_trace, PostgresLoopFigures& figures)
      : connector_(connector),
        loop_(loop),
        patience_(patience),
        find_trace_(std::move(find_trace)),
        figures_(figures),
        pool_(std::make_shared<PostgresPool>(connector, loop, limits, figures)) {}

  Deadline deadline() const override { return Clock::now() + patience_.attempts; }
  Task<Done> read(Work work, Deadline until) override;
  Task<Done> write(Work work, Deadline until) override;
  Task<Done> write_at_once(Work work, Deadline until) override;

 private:
  using Clock = std::chrono::steady_clock;

  // What one attempt came to.
  struct Attempt {
    std::optional<Result<Done>> outcome{};
    std::exception_ptr failure{};
    bool unfit = false;     // as a flight
    bool in_doubt = false;  // COMMIT was sent and not plainly answered
    Evidence evidence{};    // then
  };

  Task<Done> fly(Work work, PostgresKind kind, Deadline deadline);
  Task<Done> repeat(Work work, PostgresKind kind, Deadline deadline);
  Task<Done> repeat_until(Work work, PostgresKind kind, Deadline deadline, bool& doubted);
  Deadline end_of_wait(Deadline deadline) const;
  Task<Done> carry(PostgresFlight& flight, Deadline deadline);
  Task<Attempt> try_flight(Work const& work, PostgresKind kind, Deadline deadline);
  Task<Attempt> try_alone(Work const& work, PostgresKind kind, Deadline deadline);
  void notice_pooler(std::exception_ptr const& failure);
  Task<bool> look_up(Evidence evidence);
  Task<std::optional<Trace>> ask_for_trace(Evidence const& evidence, Deadline deadline);
  Task<Done> pause_before_retry(std::exception_ptr failure, Deadline deadline, int attempt);

  PostgresConnector& connector_;
  Loop& loop_;
  Patience const patience_;
  FindTrace const find_trace_;
  PostgresLoopFigures& figures_;
  std::shared_ptr<PostgresPool> pool_;
  PostgresBatch batch_{pool_};
};

}  // namespace orgd
