// BEGIN, statements, COMMIT or ROLLBACK.
#include "store/postgres/transaction.hpp"

#include <array>
#include <utility>

namespace orgd {

using Request = PostgresConnection::Request;

Statement begin_of(PostgresKind kind) {
  constexpr Statement read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  constexpr Statement write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
  return kind == PostgresKind::read ? read : write;
}

PostgresConnection::Done PostgresTransaction::resuming(std::coroutine_handle<> waiter) {
  return [this, waiter](std::exception_ptr failure) {
    if (failure && !failure_) failure_ = std::move(failure);
    waiter.resume();
  };
}

bool PostgresTransaction::start(Statement statement, std::span<Value const> values, Rows& rows,
                                std::coroutine_handle<> waiter) {
  if (failure_) return true;  // check() throws it again
  std::array const requests{
      Request{.statement = begin_of(kind_), .prepared = false},
      Request{.statement = statement, .parameters = Parameters(values), .rows = &rows}};
  std::size_t const skipped = std::exchange(begun_, true) ? 1 : 0;
  connection_.send(std::span(requests).subspan(skipped), resuming(waiter), until_);
  return false;
}

void PostgresTransaction::check() {
  if (failure_) std::rethrow_exception(failure_);
}

void PostgresTransaction::drop() {
  if (!begun_) return;
  std::array const requests{Request{.statement = "ROLLBACK", .prepared = false}};
  connection_.send(requests, [](std::exception_ptr const&) {});
}

void PostgresTransaction::send_commit(std::coroutine_handle<> waiter) {
  std::array const requests{Request{.statement = "COMMIT", .commits = true, .prepared = false}};
  connection_.send(requests, resuming(waiter));
}

}  // namespace orgd
