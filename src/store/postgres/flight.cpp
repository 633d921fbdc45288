// One statement needs no BEGIN: it sees one state anyway, and commits by itself.
#include "store/postgres/flight.hpp"

#include <iterator>
#include <utility>

namespace orgd {

bool PostgresFlight::start(Statement statement, std::span<Value const> values, Rows& rows,
                           std::coroutine_handle<> waiter) {
  if (boarded_) {
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

void PostgresFlight::board(Requests& requests) {
  boarded_ = true;
  std::ranges::move(requests_, std::back_inserter(requests));
}

void PostgresFlight::arrive(std::exception_ptr failure) {
  arrived_ = boarded_ = true;
  failure_ = std::move(failure);
  // The last one may end the work, and this object with it.
  auto const waiters = std::exchange(waiters_, {});
  for (auto const& waiter : waiters) waiter.resume();
}

void PostgresArrival::await_suspend(std::coroutine_handle<> waiter) {
  auto const arrive = [this, waiter](std::exception_ptr why) {
    failure = std::move(why);
    waiter.resume();
  };
  bool const writes = kind == PostgresKind::write;
  bool const harmless =
      requests.size() == 1 && (writes || requests[0].statement.sql().starts_with("SELECT "));
  if (harmless) return connection.send(requests, arrive, until);
  requests.insert(requests.begin(), {.statement = begin_of(kind), .prepared = false});
  requests.push_back({.statement = "COMMIT", .commits = writes, .prepared = false});
  connection.send_whole(requests, arrive, until);
}

}  // namespace orgd
