// Flights that write, committed together: while one batch is under way the next one gathers, so
// that one sync to disk serves many, as the one writer does on SQLite.
#pragma once

#include <coroutine>
#include <vector>

#include "store/postgres/flight.hpp"
#include "store/postgres/pool.hpp"

namespace orgd {

class PostgresBatch {
 public:
  explicit PostgresBatch(std::shared_ptr<PostgresPool> pool) : pool_(std::move(pool)) {}
  PostgresBatch(PostgresBatch const&) = delete;
  PostgresBatch& operator=(PostgresBatch const&) = delete;

  /// Until the flight has arrived; then flight.failure() tells how. A failure fails the whole
  /// batch, and so does the end of the time that any of it has.
  Task<Done> carry(PostgresFlight& flight, PostgresConnection::Time until);

 private:
  struct Passenger {
    PostgresFlight* flight;
    PostgresConnection::Time until;
    std::coroutine_handle<> waiter{};
  };
  // Ends when the flight has arrived, or when it is its turn to take the others along.
  struct Turn {
    PostgresBatch& batch;
    Passenger& passenger;
    bool await_ready() const { return !batch.under_way_; }
    void await_suspend(std::coroutine_handle<> waiter) { passenger.waiter = waiter; }
    void await_resume() const {}
  };
  void end_turn(std::vector<Passenger*> const& carried);

  std::shared_ptr<PostgresPool> pool_;
  bool under_way_ = false;
  std::vector<Passenger*> gathered_;
};

}  // namespace orgd
