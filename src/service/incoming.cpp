// Waiting for the body of a request, which is kept for nobody before it is asked for.
#include <coroutine>

#include "service/exchange.hpp"

namespace orgd {
namespace {

// Suspends until the body is whole or will not be.
struct Arrival {
  IncomingBody& body;
  std::size_t limit;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) const { body.read(limit, waiter); }
  int await_resume() const { return body.refusal(); }
};

}  // namespace

Task<Done> receive_body(Exchange& exchange, std::size_t limit) {
  int const refusal = co_await Arrival{*exchange.request.incoming, limit};
  exchange.abandoned = refusal != 0;
  if (exchange.abandoned) exchange.response.status = refusal;
  co_return Done{};
}

Task<Done> receive_short_body(Exchange& exchange, std::size_t limit) {
  if (exchange.request.body.size() > limit)
    co_return fail(Code::request_entity_too_large, static_cast<std::int64_t>(limit));
  if (exchange.request.incoming) co_await receive_body(exchange, limit);
  co_return Done{};
}

}  // namespace orgd
