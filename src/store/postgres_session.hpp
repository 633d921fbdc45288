// Work on PostgreSQL: a transaction for each attempt, run again when it failed for no fault of its
// own, and a commit whose answer was lost looked up.
#pragma once

#include "store/postgres_pool.hpp"
#include "store/postgres_transaction.hpp"

namespace orgd {

class PostgresSession final : public Session {
 public:
  PostgresSession(PostgresConnector& connector, Loop& loop, PostgresPool::Limits limits,
                  PostgresLoopFigures& figures)
      : connector_(connector),
        figures_(figures),
        pool_(std::make_shared<PostgresPool>(connector, loop, limits, figures)) {}

  Task<Done> read(Work work) override {
    return run(std::move(work), PostgresTransaction::Kind::read);
  }
  Task<Done> write(Work work) override {
    return run(std::move(work), PostgresTransaction::Kind::write);
  }

 private:
  Task<Done> run(Work work, PostgresTransaction::Kind kind);
  bool may_repeat(std::exception_ptr const& failure, int attempt);

  PostgresConnector& connector_;
  PostgresLoopFigures& figures_;
  std::shared_ptr<PostgresPool> pool_;
};

}  // namespace orgd
