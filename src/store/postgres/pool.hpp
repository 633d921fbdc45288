// The connections of one loop: a bounded number. Most are lent to one transaction at a time; a few
// are shared by flights, at least one: who has a connection alone may wait for a flight. Who finds
// none waits, bounded in number and in time.
#pragma once

#include <array>
#include <chrono>
#include <coroutine>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "store/postgres/connection.hpp"
#include "store/postgres/connector.hpp"
#include "store/postgres/figures.hpp"

namespace orgd {

class PostgresPool : public std::enable_shared_from_this<PostgresPool> {
 public:
  struct Limits {
    std::size_t connections = 8;  ///< two at least
    std::size_t shared = 2;       ///< of them, at most, for flights
    std::size_t waiting = 1024;
    std::chrono::milliseconds patience{5000};
  };
  enum class Use : bool { alone, shared };

  PostgresPool(PostgresConnector& connector, Loop& loop, Limits limits,
               PostgresLoopFigures& figures)
      : connector_(connector), loop_(loop), limits_(limits), figures_(figures) {
    figures_.limit.set(limits_.connections);
  }
  PostgresPool(PostgresPool const&) = delete;
  PostgresPool& operator=(PostgresPool const&) = delete;
  ~PostgresPool();

  /// Gives its connection back when it goes.
  class Lease {
   public:
    Lease(std::shared_ptr<PostgresPool> pool, std::shared_ptr<PostgresConnection> connection,
          Use use)
        : pool_(std::move(pool)), connection_(std::move(connection)), use_(use) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_) pool_->give_back(std::move(connection_), use_);
    }
    PostgresConnection& operator*() const { return *connection_; }
    PostgresConnection* operator->() const { return connection_.get(); }

   private:
    std::shared_ptr<PostgresPool> pool_;
    std::shared_ptr<PostgresConnection> connection_;
    Use use_;
  };

  /// `auto lease = co_await pool.take(use, until);` Throws Overload when too many wait, or for too
  /// long.
  auto take(Use use, PostgresConnection::Time until) {
    return Awaiter{.pool = shared_from_this(), .waiter = {.use = use, .until = until}};
  }

 private:
  struct Waiter {
    Use use;
    PostgresConnection::Time until;
    std::coroutine_handle<> coroutine{};
    std::shared_ptr<PostgresConnection> connection{};
    std::exception_ptr failure{};
    std::uint64_t number = 0;
  };
  struct Awaiter {
    std::shared_ptr<PostgresPool> pool;
    Waiter waiter;
    bool await_ready() { return pool->try_take(waiter); }
    void await_suspend(std::coroutine_handle<> coroutine) {
      waiter.coroutine = coroutine;
      pool->wait(waiter);
    }
    Lease await_resume() {
      if (waiter.failure) std::rethrow_exception(waiter.failure);
      return {pool, std::move(waiter.connection), waiter.use};
    }
  };

  bool try_take(Waiter& waiter);
  std::shared_ptr<PostgresConnection> take_idle();
  std::shared_ptr<PostgresConnection> least_busy_shared();
  void wait(Waiter& waiter);
  void lose_patience(std::uint64_t number);
  void give_back(std::shared_ptr<PostgresConnection> connection, Use use);
  bool fit(PostgresConnection const& connection) const;
  bool spares_one_to_share() const;
  std::deque<Waiter*>& waiting_for(Use use) { return waiting_.at(use == Use::shared ? 1 : 0); }
  std::size_t waiting() const { return waiting_[0].size() + waiting_[1].size(); }
  void drop_unfit_shared();
  void connect();
  void add(PostgresHandle handle);
  void retry_later();
  void serve_waiting();
  void show();

  PostgresConnector& connector_;
  Loop& loop_;
  Limits const limits_;
  PostgresLoopFigures& figures_;
  std::size_t open_ = 0;        // lent, shared, idle or being made
  std::size_t connecting_ = 0;  // being made
  bool failing_ = false;        // the last attempt to connect failed
  std::string why_;             // it did
  std::uint64_t waited_ = 0;
  std::vector<std::shared_ptr<PostgresConnection>> idle_;
  std::vector<std::shared_ptr<PostgresConnection>> shared_;
  std::array<std::deque<Waiter*>, 2> waiting_;  // alone, shared
};

}  // namespace orgd
