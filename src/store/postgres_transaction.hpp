// One transaction on a lent connection. BEGIN travels with the first statement, so a read of one
// statement is one round trip.
#pragma once

#include "store/postgres_connection.hpp"

namespace orgd {

class PostgresTransaction final : public Transaction {
 public:
  enum class Kind : bool { read, write };

  PostgresTransaction(PostgresConnection& connection, Kind kind)
      : connection_(connection), kind_(kind) {}

  bool start(Statement statement, std::span<Value const> values, Rows& rows,
             std::coroutine_handle<> waiter) override;
  void check() override;

  /// The failure of a statement, if one failed, also when the work swallowed it.
  std::exception_ptr failure() const { return failure_; }

  /// Ends it without waiting for the answer: a read, or what must leave no trace.
  void drop();
  /// `co_await transaction.commit();` Throws what kept it from being known as committed.
  auto commit() { return Commit{*this}; }

 private:
  struct Commit {
    PostgresTransaction& transaction;
    bool await_ready() const { return !transaction.begun_; }
    void await_suspend(std::coroutine_handle<> waiter) { transaction.send_commit(waiter); }
    void await_resume() const { transaction.check(); }
  };
  void begin();
  void send_commit(std::coroutine_handle<> waiter);

  PostgresConnection& connection_;
  Kind const kind_;
  bool begun_ = false;
  std::exception_ptr failure_;
};

}  // namespace orgd
