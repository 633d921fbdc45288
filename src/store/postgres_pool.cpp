// First come, first served.
#include "store/postgres_pool.hpp"

#include <algorithm>

namespace orgd {
namespace {

constexpr std::chrono::milliseconds pause_after_failure{100};

}  // namespace

bool PostgresPool::take_idle(Waiter& waiter) {
  while (!idle_.empty() && !idle_.back()->usable()) {
    idle_.pop_back();
    --open_;
  }
  if (idle_.empty()) return false;
  waiter.connection = std::move(idle_.back());
  idle_.pop_back();
  show();
  return true;
}

void PostgresPool::wait(Waiter& waiter) {
  if (waiting_.size() >= limits_.waiting) {
    waiter.failure = std::make_exception_ptr(Overload("too many wait for a database connection"));
    loop_.post([coroutine = waiter.coroutine] { coroutine.resume(); });
    return;
  }
  waiting_.push_back(&waiter);
  // By its place in memory and its coroutine: the same memory may hold another one by then.
  loop_.after(limits_.patience, [self = shared_from_this(), &waiter, was = waiter.coroutine] {
    bool const waits = std::ranges::find(self->waiting_, &waiter) != self->waiting_.end();
    if (waits && waiter.coroutine == was) self->end_wait(waiter);
  });
  connect();
  show();
}

void PostgresPool::end_wait(Waiter& waiter) {
  std::erase(waiting_, &waiter);
  show();
  waiter.failure = std::make_exception_ptr(Overload("no database connection in time"));
  waiter.coroutine.resume();
}

void PostgresPool::give_back(std::shared_ptr<PostgresConnection> connection) {
  if (connection->usable() && connection->prepares() == connector_.prepares()) {
    idle_.push_back(std::move(connection));
  } else {
    --open_;
  }
  show();
  // Not from here: this runs inside the coroutine that ends.
  if (!waiting_.empty()) loop_.post([self = shared_from_this()] { self->serve_waiting(); });
}

void PostgresPool::serve_waiting() {
  while (!waiting_.empty() && take_idle(*waiting_.front())) {
    Waiter& waiter = *waiting_.front();
    waiting_.pop_front();
    show();
    waiter.coroutine.resume();
  }
  if (!waiting_.empty()) connect();
}

void PostgresPool::connect() {
  if (open_ >= limits_.connections || connecting_ >= waiting_.size()) return;
  ++open_;
  ++connecting_;
  connector_.connect(loop_, [self = shared_from_this()](auto const& outcome) {
    --self->connecting_;
    if (*outcome) return self->add(std::move(**outcome));
    self->figures_.connections_failed.add();
    --self->open_;
    self->show();
    // A primary may be on its way; who waits goes on waiting until its patience ends.
    self->loop_.after(pause_after_failure, [self] {
      if (!self->waiting_.empty()) self->connect();
    });
  });
}

void PostgresPool::add(PostgresHandle handle) {
  auto connection =
      std::make_shared<PostgresConnection>(std::move(handle), loop_, connector_.prepares());
  connection->listen();
  idle_.push_back(std::move(connection));
  figures_.connections_made.add();
  show();
  serve_waiting();
}

void PostgresPool::show() {
  figures_.open.set(open_);
  figures_.idle.set(idle_.size());
  figures_.connecting.set(connecting_);
  figures_.waiting.set(waiting_.size());
}

}  // namespace orgd
