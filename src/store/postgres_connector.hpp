// Makes connections on a thread of its own, and knows whether statements may be prepared.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <expected>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "store/postgres_connection.hpp"

namespace orgd {

class PostgresConnector {
 public:
  using Outcome = std::expected<PostgresHandle, std::string>;

  explicit PostgresConnector(std::string url);
  PostgresConnector(PostgresConnector const&) = delete;
  PostgresConnector& operator=(PostgresConnector const&) = delete;
  ~PostgresConnector();

  /// Calls `made` on `loop`, some time.
  void connect(Loop& loop, std::function<void(std::shared_ptr<Outcome>)> made);

  bool prepares() const { return prepares_; }
  /// A pooler stands between: no connection prepares statements from now on.
  void stop_preparing() { prepares_ = false; }
  std::string const& url() const { return url_; }

 private:
  struct Order {
    Loop* loop;
    std::function<void(std::shared_ptr<Outcome>)> made;
  };
  void run();

  std::string const url_;
  std::atomic<bool> prepares_ = true;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Order> orders_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace orgd
