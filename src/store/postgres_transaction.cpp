// BEGIN, statements, COMMIT or ROLLBACK.
#include "store/postgres_transaction.hpp"

namespace orgd {

void PostgresTransaction::begin() {
  if (begun_) return;
  begun_ = true;
  // A read wants one state of several tables; a write locks its organization first and then must
  // see what the one before it did.
  connection_.add(kind_ == Kind::read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                      : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
}

bool PostgresTransaction::start(Statement statement, std::span<Value const> values, Rows& rows,
                                std::coroutine_handle<> waiter) {
  if (failure_) return true;  // check() throws it again
  begin();
  connection_.send(statement, values, rows, [this, waiter](std::exception_ptr failure) {
    failure_ = std::move(failure);
    waiter.resume();
  });
  return false;
}

void PostgresTransaction::check() {
  if (failure_) std::rethrow_exception(failure_);
}

void PostgresTransaction::drop() {
  if (begun_) connection_.roll_back();
}

void PostgresTransaction::send_commit(std::coroutine_handle<> waiter) {
  connection_.commit([this, waiter](std::exception_ptr failure) {
    failure_ = std::move(failure);
    waiter.resume();
  });
}

}  // namespace orgd
