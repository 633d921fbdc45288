// A transaction whose statements all travel at once, in one segment of a connection that others use
// at the same time. Most work is of that kind: it asks for everything it needs before it waits.
#pragma once

#include <vector>

#include "store/postgres_transaction.hpp"

namespace orgd {

class PostgresFlight final : public Transaction {
 public:
  explicit PostgresFlight(PostgresKind kind) : kind_(kind) {}

  bool start(Statement statement, std::span<Value const> values, Rows& rows,
             std::coroutine_handle<> waiter) override;
  void check() override;

  /// Sends what the work has asked for until now. Asking for more makes the flight unfit.
  void depart(PostgresConnection& connection);

  /// The work asked again after it was answered: it needs a transaction of the other kind.
  bool unfit() const { return unfit_; }
  std::exception_ptr failure() const { return failure_; }

 private:
  struct Unfit {};
  void arrive(std::exception_ptr failure);

  PostgresKind const kind_;
  std::vector<PostgresConnection::Request> requests_;
  std::vector<std::coroutine_handle<>> waiters_;
  bool departed_ = false;
  bool unfit_ = false;
  std::exception_ptr failure_;
};

}  // namespace orgd
