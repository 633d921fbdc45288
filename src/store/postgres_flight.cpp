// One statement needs no BEGIN: it sees one state anyway, and commits by itself.
#include "store/postgres_flight.hpp"

#include <utility>

namespace orgd {

bool PostgresFlight::start(Statement statement, std::span<Value const> values, Rows& rows,
                           std::coroutine_handle<> waiter) {
  if (departed_) {
    unfit_ = true;
    return true;  // check() ends the work
  }
  requests_.push_back({.statement = statement, .parameters = Parameters(values), .rows = &rows});
  waiters_.push_back(waiter);
  return false;
}

void PostgresFlight::check() {
  if (unfit_) throw Unfit{};
  if (failure_) std::rethrow_exception(failure_);
}

void PostgresFlight::depart(PostgresConnection& connection) {
  departed_ = true;
  if (requests_.empty()) return;
  bool const harmless =
      kind_ == PostgresKind::write || requests_[0].statement.sql().starts_with("SELECT ");
  if (requests_.size() > 1 || !harmless) {
    requests_.insert(requests_.begin(), {.statement = begin_of(kind_)});
    requests_.push_back({.statement = "COMMIT", .commits = kind_ == PostgresKind::write});
  }
  connection.send(requests_, [this](std::exception_ptr failure) { arrive(std::move(failure)); });
}

void PostgresFlight::arrive(std::exception_ptr failure) {
  failure_ = std::move(failure);
  // The last one may end the work, and this object with it.
  auto const waiters = std::exchange(waiters_, {});
  for (auto const& waiter : waiters) waiter.resume();
}

}  // namespace orgd
