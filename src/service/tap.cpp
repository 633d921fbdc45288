// The calls of a tap, with what may go wrong in them.
#include "service/tap.hpp"

#include <utility>

namespace orgd {
namespace {

void answer_error(Exchange& exchange, atlas::ApiError const& error) {
  exchange.response.clear();
  render_error(exchange, error);
}

}  // namespace

Task<bool> tap_before(Exchange& exchange) {
  auto const& before = exchange.environment().tap->before;
  if (!before || std::exchange(exchange.tapped, true)) co_return false;
  Response rendered = std::exchange(exchange.response, Response());
  auto const answered = co_await as_result(before(exchange));
  exchange.until = exchange.worker.session->deadline();
  if (!answered) answer_error(exchange, answered.error());
  if (!answered || *answered) co_return true;
  exchange.response = std::move(rendered);
  co_return false;
}

Task<bool> tap_before_token(Exchange& exchange, std::string_view client_id, store::OrgId org_id) {
  if (!exchange.environment().tap) co_return false;
  Caller caller;
  caller.seats.emplace_back().organization.org_id = org_id;
  caller.identity.name = client_id;
  exchange.caller = std::make_shared<Caller const>(std::move(caller));
  co_return co_await tap_before(exchange);
}

Task<Done> tap_after(Exchange& exchange) {
  auto const& after = exchange.environment().tap->after;
  if (!after || exchange.abandoned) co_return Done{};
  auto const seen = co_await as_result(after(exchange));
  if (!seen) answer_error(exchange, seen.error());
  co_return Done{};
}

}  // namespace orgd
