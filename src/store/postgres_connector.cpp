// One order after the other.
#include "store/postgres_connector.hpp"

#include "store/postgres_error.hpp"

namespace orgd {

PostgresConnector::PostgresConnector(std::string url)
    : url_(std::move(url)), thread_([this] { run(); }) {}

PostgresConnector::~PostgresConnector() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_all();
  thread_.join();
}

void PostgresConnector::connect(Loop& loop, std::function<void(std::shared_ptr<Outcome>)> made) {
  std::lock_guard const lock(mutex_);
  orders_.push_back({&loop, std::move(made)});
  ready_.notify_one();
}

void PostgresConnector::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this] { return stopping_ || !orders_.empty(); });
    if (stopping_) return;
    Order order = std::move(orders_.front());
    orders_.pop_front();
    lock.unlock();
    auto outcome = std::make_shared<Outcome>();
    try {
      *outcome = PostgresConnection::open(url_);
    } catch (PostgresError const& error) {
      *outcome = std::unexpected(error.what());
    }
    order.loop->post([made = std::move(order.made), outcome] { made(outcome); });
    lock.lock();
  }
}

}  // namespace orgd
