// Makes connections on threads of its own, because names are resolved and passwords hashed while
// they are made; and knows whether statements may be prepared.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <expected>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "store/postgres/connection.hpp"

namespace orgd {

class PostgresConnector {
 public:
  using Outcome = std::expected<PostgresHandle, std::string>;
  using Made = std::function<void(Outcome)>;

  PostgresConnector(std::string url, PostgresConnection::Limits const& limits);
  PostgresConnector(PostgresConnector const&) = delete;
  PostgresConnector& operator=(PostgresConnector const&) = delete;
  ~PostgresConnector();

  /// Calls `made` on `loop`, some time, unless the owner is forgotten before.
  void connect(void const* owner, Loop& loop, Made made);
  /// Waits until nothing is under way for this owner, whose loop may go afterwards.
  void forget(void const* owner);

  bool prepares() const { return prepares_; }
  /// A pooler stands between: no connection prepares statements from now on.
  void stop_preparing() { prepares_ = false; }
  PostgresConnection::Limits const& limits() const { return limits_; }

 private:
  struct Order {
    void const* owner;
    Loop* loop;
    Made made;
  };
  void run();
  Outcome open() const;

  std::string const url_;
  PostgresConnection::Limits const limits_;
  std::atomic<bool> prepares_ = true;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable made_;
  std::deque<Order> orders_;
  std::vector<void const*> served_;  // owners of the orders under way
  bool stopping_ = false;
  std::array<std::thread, 2> threads_;
};

}  // namespace orgd
