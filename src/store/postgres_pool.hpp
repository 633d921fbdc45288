// The connections of one loop: a bounded number, lent to one transaction at a time. Who finds none
// waits, bounded in number and in time. New ones are made on a thread of their own, because names
// are resolved and passwords hashed while they are.
#pragma once

#include <chrono>
#include <coroutine>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "store/postgres_connection.hpp"
#include "store/postgres_connector.hpp"
#include "store/postgres_figures.hpp"

namespace orgd {

class PostgresPool : public std::enable_shared_from_this<PostgresPool> {
 public:
  struct Limits {
    std::size_t connections = 8;
    std::size_t waiting = 1024;
    std::chrono::milliseconds patience{5000};
  };

  PostgresPool(PostgresConnector& connector, Loop& loop, Limits limits,
               PostgresLoopFigures& figures)
      : connector_(connector), loop_(loop), limits_(limits), figures_(figures) {
    figures_.limit.set(limits_.connections);
  }
  PostgresPool(PostgresPool const&) = delete;
  PostgresPool& operator=(PostgresPool const&) = delete;
  ~PostgresPool() { figures_.forget_pool(); }

  /// Gives its connection back when it goes.
  class Lease {
   public:
    Lease(std::shared_ptr<PostgresPool> pool, std::shared_ptr<PostgresConnection> connection)
        : pool_(std::move(pool)), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->give_back(std::move(connection_));
    }
    PostgresConnection& operator*() const { return *connection_; }

   private:
    std::shared_ptr<PostgresPool> pool_;
    std::shared_ptr<PostgresConnection> connection_;
  };

  /// `auto lease = co_await pool.take();` Throws Overload when too many wait, or for too long.
  auto take() { return Awaiter{.pool = shared_from_this()}; }

 private:
  struct Waiter {
    std::coroutine_handle<> coroutine{};
    std::shared_ptr<PostgresConnection> connection{};
    std::exception_ptr failure{};
  };
  struct Awaiter {
    std::shared_ptr<PostgresPool> pool;
    Waiter waiter{};
    bool await_ready() { return pool->take_idle(waiter); }
    void await_suspend(std::coroutine_handle<> coroutine) {
      waiter.coroutine = coroutine;
      pool->wait(waiter);
    }
    Lease await_resume() {
      if (waiter.failure) std::rethrow_exception(waiter.failure);
      return {pool, std::move(waiter.connection)};
    }
  };

  bool take_idle(Waiter& waiter);
  void wait(Waiter& waiter);
  void give_back(std::shared_ptr<PostgresConnection> connection);
  void connect();
  void add(PostgresHandle handle);
  void serve_waiting();
  void end_wait(Waiter& waiter);
  void show();

  PostgresConnector& connector_;
  Loop& loop_;
  Limits const limits_;
  PostgresLoopFigures& figures_;
  std::size_t open_ = 0;        // lent, idle or being made
  std::size_t connecting_ = 0;  // being made
  std::vector<std::shared_ptr<PostgresConnection>> idle_;
  std::deque<Waiter*> waiting_;
};

}  // namespace orgd
