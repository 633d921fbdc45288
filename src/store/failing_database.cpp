// Wraps sessions and transactions of the database underneath. A failing commit is one where the
// work has done everything and throws at its very end, which the database must answer by undoing.
#include "store/failing_database.hpp"

#include <utility>

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
  bool is_in_one_place() const override { return inner_.is_in_one_place(); }

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

  bool takes_writes() const override { return inner_->takes_writes(); }
  Deadline deadline() const override { return inner_->deadline(); }
  Task<Done> read(Work work, Deadline until) override {
    auto const reading = [this, work = std::move(work)](Transaction& transaction) {
      return run(work, transaction, false);
    };
    return inner_->read(reading, until);
  }
  Task<Done> write(Work work, Deadline until) override {
    auto const between = database_.take_conflict();
    return between ? write_twice(std::move(work), between, until)
                   : write_once(std::move(work), until);
  }
  std::uint64_t moment() const override { return inner_->moment(); }
  bool unchanged(std::string_view org_id, std::uint64_t since) override {
    return database_.tells_changes_ && inner_->unchanged(org_id, since);
  }

 private:
  Task<Done> write_once(Work work, Deadline until) {
    auto const writing = [this, work = std::move(work)](Transaction& transaction) {
      return run(work, transaction, true);
    };
    return inner_->write(writing, until);
  }

  Task<Done> write_twice(Work work, std::function<void()> between, Deadline until) {
    auto const attempt = [&work](Transaction& transaction) -> Task<Done> {
      auto working = work(transaction);
      (void)co_await as_result(std::move(working));
      co_return fail(Code::unexpected_error);
    };
    auto undone = inner_->write(attempt, until);
    (void)co_await as_result(std::move(undone));
    between();
    auto again = write_once(std::move(work), until);
    co_return co_await std::move(again);
  }

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

void FailingDatabase::conflict_once(std::function<void()> between) {
  between_ = std::move(between);
}

std::function<void()> FailingDatabase::take_conflict() { return std::exchange(between_, nullptr); }

void FailingDatabase::set_fail_at(std::int64_t n) {
  statements_ = 0;
  fail_at_ = n;
}

void FailingDatabase::count() {
  if (statements_.fetch_add(1) + 1 == fail_at_) throw DatabaseError("failed on purpose");
}

}  // namespace orgd
