// One order after the other on each thread.
#include "store/postgres/connector.hpp"

#include <algorithm>

#include "store/postgres/error.hpp"

namespace orgd {

PostgresConnector::PostgresConnector(std::string url, PostgresConnection::Limits const& limits)
    : url_(std::move(url)), limits_(limits) {
  for (auto& thread : threads_) thread = std::thread([this] { run(); });
}

PostgresConnector::~PostgresConnector() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void PostgresConnector::connect(void const* owner, Loop& loop, Made made) {
  std::lock_guard const lock(mutex_);
  orders_.push_back({owner, &loop, std::move(made)});
  ready_.notify_one();
}

void PostgresConnector::forget(void const* owner) {
  std::unique_lock lock(mutex_);
  std::erase_if(orders_, [owner](Order const& order) { return order.owner == owner; });
  made_.wait(lock, [&] { return std::ranges::find(served_, owner) == served_.end(); });
}

PostgresConnector::Outcome PostgresConnector::open() const {
  try {
    return PostgresConnection::open(url_, limits_);
  } catch (PostgresError const& error) {
    return std::unexpected(std::string(error.what()));
  }
}

void PostgresConnector::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this] { return stopping_ || !orders_.empty(); });
    if (stopping_) return;
    Order order = std::move(orders_.front());
    orders_.pop_front();
    served_.push_back(order.owner);
    lock.unlock();
    // A std::function must be copyable, a connection is not.
    auto const outcome = std::make_shared<Outcome>(open());
    order.loop->post([made = std::move(order.made), outcome] { made(std::move(*outcome)); });
    lock.lock();
    served_.erase(std::ranges::find(served_, order.owner));
    made_.notify_all();
  }
}

}  // namespace orgd
