// A transaction whose statements all travel at once, in one segment of a connection that others use
// at the same time. Most work is of that kind: it asks for everything it needs before it waits.
#pragma once

#include <vector>

#include "store/postgres/transaction.hpp"

namespace orgd {

class PostgresFlight final : public Transaction {
 public:
  using Requests = std::vector<PostgresConnection::Request>;

  bool start(Statement statement, std::span<Value const> values, Rows& rows,
             std::coroutine_handle<> waiter) override;
  void check() override;

  /// Adds what the work has asked for until now. Asking for more makes the flight unfit.
  void board(Requests& requests);
  /// Lets the work go on once its questions are answered, or have failed.
  void arrive(std::exception_ptr failure);

  bool empty() const { return requests_.empty(); }
  bool arrived() const { return arrived_; }
  /// The work asked again after it was answered: it needs a transaction of the other kind.
  bool unfit() const { return unfit_; }
  std::exception_ptr failure() const { return failure_; }

 private:
  struct Unfit {};

  Requests requests_;
  std::vector<std::coroutine_handle<>> waiters_;
  bool boarded_ = false;
  bool arrived_ = false;
  bool unfit_ = false;
  std::exception_ptr failure_;
};

/// Sends statements as one transaction and waits for its end:
/// `auto const failure = co_await arrival;`
struct PostgresArrival {
  PostgresConnection& connection;
  PostgresFlight::Requests requests;
  PostgresKind kind;
  PostgresConnection::Time until;
  std::exception_ptr failure{};

  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiter);
  std::exception_ptr await_resume() { return failure; }
};

}  // namespace orgd
