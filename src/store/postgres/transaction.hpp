// One transaction on a connection that is lent to it alone. BEGIN travels with the first statement.
#pragma once

#include "store/postgres/connection.hpp"

namespace orgd {

enum class PostgresKind : bool { read, write };

/// A read wants one state of several tables; a write locks its organization first and then must see
/// what the one before it did.
Statement begin_of(PostgresKind kind);

class PostgresTransaction final : public Transaction {
 public:
  /// Its statements are given up at `until`, its COMMIT is not.
  PostgresTransaction(PostgresConnection& connection, PostgresKind kind,
                      PostgresConnection::Time until)
      : connection_(connection), kind_(kind), until_(until) {}

  bool start(Statement statement, std::span<Value const> values, Rows& rows,
             std::coroutine_handle<> waiter) override;
  void check() override;
  void witness(std::string_view org_id, std::string_view event_id) override {
    evidence_.witnesses.push_back({std::string(org_id), std::string(event_id)});
  }
  void locks(std::string_view org_id) override { evidence_.locked.emplace_back(org_id); }
  void enters(Directory directory, std::string_view org_id, std::string_view key) override {
    evidence_.entries.push_back({directory, std::string(org_id), std::string(key)});
  }

  /// The failure of a statement, if one failed, also when the work swallowed it.
  std::exception_ptr failure() const { return failure_; }
  /// What tells afterwards whether it was committed.
  Evidence const& evidence() const { return evidence_; }

  /// Ends it without waiting for the answer: a read, or what must leave no trace.
  void drop();
  /// `co_await transaction.commit();` Then failure() says what kept it from being known as
  /// committed.
  auto commit() { return Commit{*this}; }

 private:
  struct Commit {
    PostgresTransaction& transaction;
    bool await_ready() const { return !transaction.begun_; }
    void await_suspend(std::coroutine_handle<> waiter) { transaction.send_commit(waiter); }
    void await_resume() const {}
  };
  void send_commit(std::coroutine_handle<> waiter);
  PostgresConnection::Done resuming(std::coroutine_handle<> waiter);

  PostgresConnection& connection_;
  PostgresKind const kind_;
  PostgresConnection::Time const until_;
  bool begun_ = false;
  std::exception_ptr failure_;
  Evidence evidence_;
};

}  // namespace orgd
