// Wraps sessions and transactions of the database underneath. A failing commit is one where the
// work has done everything and throws at its very end, which the database must answer by undoing.
#include "store/failing_database.hpp"

namespace orgd {

class FailingTransaction final : public Transaction {
 public:
  FailingTransaction(FailingDatabase& database, Transaction& inner)
      : database_(database), inner_(inner) {}

  bool start(Statement statement, std::span<Value const> values, Rows& rows,
             std::coroutine_handle<> waiter) override {
    count();
    return inner_.start(statement, values, rows, waiter);
  }
  void check() override { inner_.check(); }

  // Once failed it stays failed, as the transaction of a real database would.
  void count() {
    if (failed_) throw DatabaseError("an earlier statement of the transaction failed");
    failed_ = true;
    database_.count();
    failed_ = false;
  }

 private:
  FailingDatabase& database_;
  Transaction& inner_;
  bool failed_ = false;
};

class FailingSession final : public Session {
 public:
  FailingSession(FailingDatabase& database, std::unique_ptr<Session> inner)
      : database_(database), inner_(std::move(inner)) {}

  Task<Done> read(Work work) override {
    return inner_->read([this, work = std::move(work)](Transaction& transaction) {
      return run(work, transaction, false);
    });
  }
  Task<Done> write(Work work) override {
    return inner_->write([this, work = std::move(work)](Transaction& transaction) {
      return run(work, transaction, true);
    });
  }

 private:
  // `work` lives in the function object that the session underneath keeps until the end.
  Task<Done> run(Work const& work, Transaction& inner, bool commits) {
    FailingTransaction transaction(database_, inner);
    co_await work(transaction);
    if (commits) transaction.count();
    co_return Done{};
  }

  FailingDatabase& database_;
  std::unique_ptr<Session> inner_;
};

std::unique_ptr<Session> FailingDatabase::connect(Loop& loop) {
  return std::make_unique<FailingSession>(*this, inner_.connect(loop));
}

void FailingDatabase::set_fail_at(std::int64_t n) {
  statements_ = 0;
  fail_at_ = n;
}

void FailingDatabase::count() {
  if (statements_.fetch_add(1) + 1 == fail_at_) throw DatabaseError("failed on purpose");
}

}  // namespace orgd
