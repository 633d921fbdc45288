// First come, first served.
#include "store/postgres/pool.hpp"

#include <algorithm>

namespace orgd {
namespace {

constexpr std::chrono::milliseconds pause_after_failure{100};
// Flights under way on every shared connection before another one is shared.
constexpr std::size_t crowded = 16;

}  // namespace

PostgresPool::~PostgresPool() {
  connector_.forget(this);
  figures_.forget_pool();
}

// One that prepares statements is of no use behind a pooler, nor is one that owes an old answer.
bool PostgresPool::fit(PostgresConnection const& connection) const {
  return connection.usable() && !connection.late() &&
         connection.prepares() == connector_.prepares();
}

std::shared_ptr<PostgresConnection> PostgresPool::take_idle() {
  while (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    if (fit(*connection)) return connection;
    --open_;
  }
  return nullptr;
}

void PostgresPool::drop_unfit_shared() {
  open_ -= std::erase_if(shared_, [this](auto const& connection) { return !fit(*connection); });
}

std::shared_ptr<PostgresConnection> PostgresPool::least_busy_shared() {
  drop_unfit_shared();
  auto const least =
      std::ranges::min_element(shared_, {}, [](auto const& each) { return each->pending(); });
  bool const none = least == shared_.end();
  bool const more = none || (shared_.size() < limits_.shared && (*least)->pending() >= crowded);
  if (!more) return *least;
  auto another = take_idle();
  if (another) shared_.push_back(another);
  if (another || none) return another;
  return *least;
}

bool PostgresPool::spares_one_to_share() const {
  return !shared_.empty() || idle_.size() + (limits_.connections - open_) > 1;
}

bool PostgresPool::try_take(Waiter& waiter) {
  if (waiter.use == Use::shared) {
    waiter.connection = least_busy_shared();
  } else {
    bool const newcomer = waiter.number == 0;
    bool const others_first = newcomer && !waiting_for(Use::alone).empty();
    if (!others_first && spares_one_to_share()) waiter.connection = take_idle();
  }
  show();
  return waiter.connection != nullptr;
}

void PostgresPool::wait(Waiter& waiter) {
  if (waiting() >= limits_.waiting) {
    waiter.failure = std::make_exception_ptr(Overload("too many wait for a database connection"));
    loop_.post([coroutine = waiter.coroutine] { coroutine.resume(); });
    return;
  }
  waiter.number = ++waited_;
  waiting_for(waiter.use).push_back(&waiter);
  using std::chrono::milliseconds;
  auto const left =
      std::chrono::floor<milliseconds>(waiter.until - PostgresConnection::Clock::now());
  auto const patience = std::clamp(left, milliseconds(0), limits_.patience);
  loop_.after(patience, [weak = weak_from_this(), number = waiter.number] {
    if (auto const self = weak.lock()) self->lose_patience(number);
  });
  connect();
  show();
}

void PostgresPool::lose_patience(std::uint64_t number) {
  for (auto& queue : waiting_) {
    auto const at = std::ranges::find(queue, number, &Waiter::number);
    if (at == queue.end()) continue;
    Waiter& waiter = **at;
    queue.erase(at);
    show();
    auto const overload =
        failing_ ? Overload("no connection to the database: " + why_, FailureKind::connection)
                 : Overload("no database connection became free in time");
    waiter.failure = std::make_exception_ptr(overload);
    waiter.coroutine.resume();
    return;
  }
}

void PostgresPool::give_back(std::shared_ptr<PostgresConnection> connection, Use use) {
  if (use == Use::alone) {
    if (fit(*connection))
      idle_.push_back(std::move(connection));
    else
      --open_;
    show();
  }
  // Not from here: this runs inside the coroutine that ends.
  if (waiting() > 0) loop_.post([self = shared_from_this()] { self->serve_waiting(); });
}

void PostgresPool::serve_waiting() {
  for (auto* const queue : {&waiting_for(Use::shared), &waiting_for(Use::alone)})
    while (!queue->empty() && try_take(*queue->front())) {
      Waiter& waiter = *queue->front();
      queue->pop_front();
      show();
      waiter.coroutine.resume();
    }
  if (waiting() > 0) connect();
}

void PostgresPool::connect() {
  drop_unfit_shared();
  // While it fails, one attempt at a time tells whether it still does. Flights need but one.
  std::size_t const flights = waiting_for(Use::shared).empty() ? 0 : 1;
  std::size_t const wanted = failing_ ? 1 : waiting_for(Use::alone).size() + flights;
  if (open_ >= limits_.connections || connecting_ >= wanted) return;
  ++open_;
  ++connecting_;
  connector_.connect(this, loop_, [weak = weak_from_this()](PostgresConnector::Outcome outcome) {
    auto const self = weak.lock();
    if (!self) return;
    --self->connecting_;
    self->failing_ = !outcome;
    if (outcome) return self->add(std::move(*outcome));
    --self->open_;
    self->figures_.connections_failed.add();
    self->show();
    self->why_ = outcome.error();
    self->retry_later();
  });
}

// A new primary may be on its way; who waits goes on waiting until its patience ends.
void PostgresPool::retry_later() {
  loop_.after(pause_after_failure, [weak = weak_from_this()] {
    auto const self = weak.lock();
    if (self && self->waiting() > 0) self->connect();
  });
}

void PostgresPool::add(PostgresHandle handle) {
  auto const connection = std::make_shared<PostgresConnection>(
      std::move(handle), loop_, connector_.limits(), connector_.prepares());
  connection->listen();
  idle_.push_back(connection);
  figures_.connections_made.add();
  show();
  serve_waiting();
}

void PostgresPool::show() {
  figures_.open.set(open_);
  figures_.shared.set(shared_.size());
  figures_.idle.set(idle_.size());
  figures_.connecting.set(connecting_);
  figures_.waiting.set(waiting());
}

}  // namespace orgd
