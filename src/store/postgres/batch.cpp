// The first of those who gathered takes all of them along.
#include "store/postgres/batch.hpp"

#include <algorithm>
#include <utility>

#include "store/postgres/error.hpp"

namespace orgd {

Task<Done> PostgresBatch::carry(PostgresFlight& flight, PostgresConnection::Time until) {
  Passenger self{.flight = &flight, .until = until};
  gathered_.push_back(&self);
  co_await Turn{*this, self};
  if (flight.arrived()) co_return Done{};
  self.waiter = {};  // takes itself along, and waits for nobody
  under_way_ = true;
  std::exception_ptr failure;
  std::vector<Passenger*> carried;
  try {
    auto const lease = co_await pool_->take(PostgresPool::Use::shared, until);
    carried = std::exchange(gathered_, {});
    std::vector<PostgresConnection::Request> requests;
    for (auto const* passenger : carried) passenger->flight->board(requests);
    auto const first = *std::ranges::min_element(carried, {}, &Passenger::until);
    PostgresArrival arrival{*lease, std::move(requests), PostgresKind::write, first->until};
    failure = co_await arrival;
    if (is_read_only(state_of(failure))) lease->retire();
  } catch (Overload const&) {
    carried = std::exchange(gathered_, {});
    failure = std::current_exception();
  }
  for (auto const* passenger : carried) passenger->flight->arrive(failure);
  end_turn(carried);
  co_return Done{};
}

void PostgresBatch::end_turn(std::vector<Passenger*> const& carried) {
  std::vector<std::coroutine_handle<>> waiters;
  for (auto const* passenger : carried)
    if (passenger->waiter) waiters.push_back(passenger->waiter);
  // Whoever gathered meanwhile goes next, and who comes from now on goes along.
  under_way_ = !gathered_.empty();
  if (under_way_) waiters.push_back(gathered_.front()->waiter);
  for (auto const& waiter : waiters) waiter.resume();
}

}  // namespace orgd
